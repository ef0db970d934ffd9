/** What the latest open month would cost as things are known: two totals, by their nature. */
import type { MonthSummary } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'

export function Stake({ months }: { readonly months: readonly MonthSummary[] }) {
  const { say } = useWords()
  const latest = months.find(({ state, hash }) => state === 'open' && hash !== undefined)
  if (latest === undefined) return null
  const { title, indemnity, priceReduction } = latest
  return (
    <section className="stake" aria-labelledby="stake">
      <h3 id="stake" className="overline">
        {say('at-stake', { month: title })}
      </h3>
      <dl>
        <div>
          <dt className="soft">{say('short-total-indemnity')}</dt>
          <dd>{indemnity?.text}</dd>
        </div>
        <div>
          <dt className="soft">{say('short-total-price-reduction')}</dt>
          <dd>{priceReduction?.text}</dd>
        </div>
      </dl>
    </section>
  )
}

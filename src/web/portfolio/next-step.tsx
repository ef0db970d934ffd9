/** What to do next with a contract: its oldest open month, since caps remember earlier ones. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Contract } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'

export function NextStep({ contract }: { readonly contract: Contract }) {
  const { say } = useWords()
  const oldest = contract.months.findLast(({ state }) => state === 'open')
  return (
    <div className="next-step">
      <div>
        <p className="overline">{say('next')}</p>
        <p>
          {oldest === undefined ? say('next-wait') : say('next-close', { month: oldest.title })}
        </p>
      </div>
      {oldest === undefined ? (
        <Button renderRoot={(props) => <Link {...props} to="/imports" />} variant="default">
          {say('import-facts')}
        </Button>
      ) : (
        <Button
          renderRoot={(props) => (
            <Link
              {...props}
              to="/contracts/$contract/months/$month"
              params={{ contract: contract.id, month: oldest.month }}
            />
          )}
        >
          {say('check-and-close')}
        </Button>
      )}
    </div>
  )
}

/** Grey places of the size of what is to come, so that nothing moves when it arrives. */
import { Skeleton } from '@mantine/core'
import { useWords } from '../language/words.tsx'

/** Heights in rems, from top to bottom. */
export function Waiting({ heights }: { readonly heights: readonly number[] }) {
  const { say } = useWords()
  return (
    <div className="waiting" role="status">
      <span className="hidden-text">{say('loading')}</span>
      {heights.map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places have nothing but their order
        <Skeleton key={index} height={`${height}rem`} radius="md" />
      ))}
    </div>
  )
}

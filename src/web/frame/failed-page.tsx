/** A failure of ours while a screen was drawn: said, with a way out. */
import { ProblemNotice } from '../parts/problem-notice.tsx'

export function FailedPage({ error }: { readonly error: unknown }) {
  return (
    <div className="lone">
      <ProblemNotice
        failure={error instanceof Error ? error : new Error(`${error}`)}
        again={() => location.reload()}
      />
    </div>
  )
}

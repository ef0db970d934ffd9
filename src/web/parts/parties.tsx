/** Who the contract binds; each name is kept apart, whichever way it is read. */

interface PartiesProps {
  readonly client: string
  readonly provider: string
}

export function Parties({ client, provider }: PartiesProps) {
  return (
    <>
      <bdi>{client}</bdi> · <bdi>{provider}</bdi>
    </>
  )
}

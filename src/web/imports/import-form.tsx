/** What to send and how to read it. The table is recognised by its header unless one is named. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ChosenFile } from '../api/queries.ts'
import { useMappings, useSending } from '../api/queries.ts'
import { useWords } from '../language/words.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { DropZone } from './drop-zone.tsx'

/** Zones that French contracts live in; any other can be typed. */
const ZONES = [
  'Europe/Paris',
  'Indian/Reunion',
  'Indian/Mayotte',
  'America/Martinique',
  'America/Guadeloupe',
  'America/Cayenne',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'UTC',
]

interface ImportFormProps {
  /** Called with the import that has begun. */
  readonly onSent: (id: string) => void
}

export function ImportForm({ onSent }: ImportFormProps) {
  const { say } = useWords()
  const [file, setFile] = useState<File>()
  const [mapping, setMapping] = useState('')
  const [zone, setZone] = useState('')
  const sending = useSending()
  const send = (): void => {
    if (file === undefined) return
    sending.mutate(chosenFile(file, mapping, zone.trim()), {
      onSuccess: ({ id }) => {
        setFile(undefined)
        onSent(id)
      },
    })
  }
  return (
    <form
      className="card import-form"
      aria-label={say('send-file')}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <DropZone file={file} choose={setFile} />
      <MappingChoice mapping={mapping} choose={setMapping} />
      <TextInput
        id="zone"
        label={say('zone')}
        description={say('zone-why')}
        placeholder="Europe/Paris"
        list="zones"
        value={zone}
        onChange={({ currentTarget }) => setZone(currentTarget.value)}
      />
      <datalist id="zones">
        {ZONES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {sending.error === null ? null : <ProblemNotice failure={sending.error} />}
      <Button type="submit" disabled={file === undefined} loading={sending.isPending}>
        {say('import-file')}
      </Button>
    </form>
  )
}

const chosenFile = (file: File, mapping: string, zone: string): ChosenFile => ({
  file,
  ...(mapping === '' ? {} : { mapping }),
  ...(zone === '' ? {} : { zone }),
})

interface MappingChoiceProps {
  readonly mapping: string
  readonly choose: (mapping: string) => void
}

function MappingChoice({ mapping, choose }: MappingChoiceProps) {
  const { say } = useWords()
  const { data: mappings = [] } = useMappings()
  const asksZone = mappings.find(({ name }) => name === mapping)?.asksZone === true
  return (
    <NativeSelect
      label={say('mapping')}
      description={say(asksZone ? 'mapping-asks-zone' : 'mapping-why')}
      value={mapping}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      <option value="">{say('mapping-auto')}</option>
      {mappings.map(({ name, title }) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </NativeSelect>
  )
}

/** Light, dark, or as the system is: one button that goes round. */
import type { MantineColorScheme } from '@mantine/core'
import { useMantineColorScheme } from '@mantine/core'
import { useWords } from '../language/words.tsx'
import { Icon } from '../parts/icon.tsx'

const NEXT: Readonly<Record<MantineColorScheme, MantineColorScheme>> = {
  auto: 'light',
  light: 'dark',
  dark: 'auto',
}
const SIGNS = { auto: 'system', light: 'sun', dark: 'moon' } as const

export function SchemeSwitch() {
  const { say } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const label = say('scheme', { scheme: say(`scheme-${colorScheme}`) })
  return (
    <button
      type="button"
      className="quiet-button"
      title={label}
      onClick={() => setColorScheme(NEXT[colorScheme])}
    >
      <Icon sign={SIGNS[colorScheme]} />
      <span className="hidden-text">{label}</span>
    </button>
  )
}

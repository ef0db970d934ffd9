/** French or English, at once and for the next visits. */
import { useWords } from '../language/words.tsx'

const NAMES = { fr: 'Français', en: 'English' } as const

export function LanguageSwitch() {
  const { language, choose, say } = useWords()
  return (
    <fieldset className="switch">
      <legend className="hidden-text">{say('language-choice')}</legend>
      {(['fr', 'en'] as const).map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => choose(one)}
        >
          <abbr title={NAMES[one]}>{one.toUpperCase()}</abbr>
        </button>
      ))}
    </fieldset>
  )
}

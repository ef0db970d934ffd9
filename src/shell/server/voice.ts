/** The language of an answer: the one asked for with `?lang=`, else the browser's, else French. */
import type { Context } from 'hono'
import type { Language } from '../../base/wording/format.ts'
import { speakerOf } from '../../base/wording/say.ts'
import { loadFindingTexts, loadSentences } from '../catalogue.ts'
import type { Voice } from './views.ts'

export function createVoices(): (context: Context) => Voice {
  const sentences = loadSentences()
  const texts = loadFindingTexts()
  const voices: Readonly<Record<Language, Voice>> = {
    fr: { speaker: speakerOf(sentences, 'fr'), texts },
    en: { speaker: speakerOf(sentences, 'en'), texts },
  }
  return (context) => voices[languageOf(context)]
}

function languageOf(context: Context): Language {
  const asked = context.req.query('lang')
  if (asked === 'fr' || asked === 'en') return asked
  const first = (context.req.header('accept-language') ?? '').slice(0, 2).toLowerCase()
  return first === 'en' ? 'en' : 'fr'
}

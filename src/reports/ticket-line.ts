/**
 * Tells a ticket's story in one line, and its clock as a table of stretches.
 *
 * Example: `décompte ouvert ven. 03/07 17:40, 20 min comptées, hors plage jusqu'à lun. 06/07 08:00,
 * 1 h comptées, suspendu par le client 3 h 10, 3 h 25 comptées, fin lun. 06/07 15:35 : 4 h 45 sur
 * 4 h`.
 *
 * @fr histoire d'un ticket
 */
import type { Zone } from '../base/calendar/zone.ts'
import { formatDuration, formatShortTime, formatTime } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { Story, Stretch } from '../measures/story.ts'
import type { Block } from './document.ts'
import { left, right, table } from './document.ts'

export function ticketLine(story: Story, zone: Zone, speaker: Speaker): string {
  const { language } = speaker
  const parts = [
    speaker.say('story-opened', { time: formatShortTime(story.start, zone, language) }),
    ...story.stretches.map((stretch) => sayStretch(stretch, zone, speaker)),
    story.stop === undefined
      ? speaker.say('story-running')
      : speaker.say('story-ended', { time: formatShortTime(story.stop, zone, language) }),
  ]
  const colon = language === 'fr' ? '\u00a0: ' : ': '
  return `${parts.join(', ')}${colon}${sayTotal(story, zone, speaker)}`
}

/** `4 h 45 sur 4 h`, or what counted and when it was due. */
export function sayTotal(story: Story, zone: Zone, speaker: Speaker): string {
  const { language } = speaker
  const elapsed = formatDuration(story.elapsed, language)
  if (story.target?.kind === 'open-time') {
    const limit = formatDuration(story.target.length, language)
    return speaker.say('story-total', { elapsed, limit })
  }
  return story.due === undefined
    ? elapsed
    : speaker.say('story-total-due', { elapsed, due: formatTime(story.due, zone, language) })
}

function sayStretch(stretch: Stretch, zone: Zone, speaker: Speaker): string {
  const { language } = speaker
  const length = formatDuration(stretch.open, language)
  const time = formatShortTime(stretch.end, zone, language)
  switch (stretch.kind) {
    case 'counted':
      return speaker.say('story-counted', { length })
    case 'closed':
      return speaker.say('story-closed', { time })
    case 'exempted':
      return speaker.say('story-exempted', { time })
    case 'stopped':
      return speaker.say('story-stopped', { time })
    case 'paused':
      return speaker.say(`story-paused-${stretch.who ?? 'client'}`, { length })
  }
}

/** Every stretch of a clock with what it counted. */
export function clockTable(story: Story, zone: Zone, speaker: Speaker): Block {
  const { language } = speaker
  return table(
    [
      left(speaker.say('column-from')),
      left(speaker.say('column-to')),
      left(speaker.say('column-state')),
      right(speaker.say('column-elapsed')),
    ],
    story.stretches.map((stretch) => [
      formatTime(stretch.start, zone, language),
      formatTime(stretch.end, zone, language),
      speaker.say(`state-${stretch.kind}`, { status: stretch.status ?? '' }),
      stretch.kind === 'counted' ? formatDuration(stretch.open, language) : '',
    ]),
  )
}

/** The story of a ticket under each level that looks at it. */
import { Drawer } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTicket } from '../api/queries.ts'
import type { TicketStory } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Answer } from '../parts/answer.tsx'
import { BlockView } from '../parts/block-view.tsx'
import { PanelHead } from './panel-head.tsx'
import './explain.css'

export function TicketPanel() {
  const { say } = useWords()
  const { ticket, ...place } = useParams({
    from: '/contracts/$contract/months/$month/tickets/$ticket',
  })
  return (
    <>
      <PanelHead kind={say('a-ticket')} title={ticket} />
      <Drawer.Body className="panel-body">
        <Answer of={useTicket(place, ticket)} heights={[2, 4, 10]}>
          {(stories) =>
            stories.length === 0 ? (
              <p className="soft">{say('no-story')}</p>
            ) : (
              stories.map((story) => <StoryView key={story.level} story={story} />)
            )
          }
        </Answer>
      </Drawer.Body>
    </>
  )
}

function StoryView({ story }: { readonly story: TicketStory }) {
  return (
    <section className="panel-part">
      <h3>
        <bdi>{story.level}</bdi>
      </h3>
      <p className="story">
        <bdi>{story.sentence}</bdi>
      </p>
      {story.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have nothing but their order
        <BlockView key={index} block={block} />
      ))}
    </section>
  )
}

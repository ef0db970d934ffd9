/** The page as people meet it, in a real browser, over settlements that the product made. */
import { afterAll, beforeAll, describe } from 'vitest'
import { accessSuite } from './access-suite.ts'
import { gesturesSuite } from './gestures-suite.ts'
import { hostileSuite } from './hostile-suite.ts'
import { readingSuite } from './reading-suite.ts'
import { hostileWorkspace, ordinaryWorkspace } from './scene.ts'
import type { ServedPage } from './served-page.ts'
import { servePages } from './served-page.ts'

let pages: readonly ServedPage[] = []
let end = async (): Promise<void> => undefined

beforeAll(async () => {
  const served = await servePages([ordinaryWorkspace(), hostileWorkspace()])
  pages = served.pages
  end = served.end
}, 120_000)
afterAll(() => end())

const pageNumber = (index: number) => (): ServedPage => {
  const page = pages[index]
  if (page === undefined) throw new Error('the page is served before the tests')
  return page
}

describe('the page', () => {
  readingSuite(pageNumber(0))
  accessSuite(pageNumber(0))
  hostileSuite(pageNumber(1))
  gesturesSuite(pageNumber(0))
})

import { describe, expect, test } from 'vitest'
import { isOfSeries, lookAlike } from './look-alike.ts'

describe('a value looks like', () => {
  test.each([
    ['p1', ['P1', 'P2'], 'P1'],
    ['P1\u200b', ['P1'], 'P1'],
    ['P1\u00a0', ['P1'], 'P1'],
    ['P-1', ['P1'], 'P1'],
    ['Ｐ１', ['P1'], 'P1'],
    ['Incident', ['incident'], 'incident'],
    ['incidnet', ['incident'], 'incident'],
    ['incidents', ['incident'], 'incident'],
    ['Réseau', ['reseau'], 'reseau'],
    ['P1 - Critical', ['P1', 'P2'], 'P1'],
    ['Priorité P2', ['P1', 'P2'], 'P2'],
    ['portial', ['portal', 'mail'], 'portal'],
    ['force_majeure', ['force-majeure'], 'force-majeure'],
  ])('%s, of %j: %s', (value, written, expected) => {
    expect(lookAlike(value, written)).toBe(expected)
  })
})

describe('a value is simply another', () => {
  test.each([
    ['P1', ['P1', 'p1']],
    ['P3', ['P1', 'P2']],
    ['P11', ['P1']],
    ['1', ['2']],
    ['1 - Critical', ['P1']],
    ['request', ['incident']],
    ['server-b', ['server-a']],
    ['site12', ['site13']],
    ['erp-fr', ['erp-uk']],
    ['dns', ['dms']],
    ['main', ['mail']],
    ['mail-archive', ['mail']],
    ['N2', ['N3', 'N1']],
    ['room 1208', ['room 1209']],
    ['', ['P1']],
    ['—', ['P1']],
  ])('%s, of %j', (value, written) => {
    expect(lookAlike(value, written)).toBeUndefined()
  })
})

describe('a value is of the series of one that is written', () => {
  test.each([
    ['P3', ['P1', 'P2'], true],
    ['3', ['1'], true],
    ['server-b', ['server-a'], true],
    ['erp-fr', ['erp-uk'], true],
    ['p3', ['request', 'P1'], true],
    ['P - 3', ['P-1'], true],
    ['Réseau 2', ['reseau 1'], true],
    ['3', ['P1'], false],
    ['p', ['P1'], false],
    ['1 - Critical', ['P1'], false],
    ['request', ['incident'], false],
    ['mail', ['erp'], false],
  ])('%s, of %j: %s', (value, written, expected) => {
    expect(isOfSeries(value, written)).toBe(expected)
  })
})

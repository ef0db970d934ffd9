/**
 * Reads the text of a YAML file: a contract, a mapping, facts. It is small and in UTF-8, or refused
 * before anything is made of it.
 *
 * In another encoding its accented words would change, and binary bytes would be shown as text.
 */
import type { Checked, Finding } from '../../base/finding.ts'
import { YAML_LIMITS } from '../../base/yaml/guard-yaml.ts'
import { readYaml } from '../../base/yaml/read-yaml.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { readWhole, sizeOf } from './pieces.ts'

/** The text of a file without its byte-order mark. Throws `UnreadableFile` where there is none. */
export function loadText(file: string): Checked<string> {
  const size = sizeOf(file)
  if (size > YAML_LIMITS.bytes) {
    const params = { size: `${size}`, limit: `${YAML_LIMITS.bytes}` }
    return refused({ code: 'yaml-too-large', severity: 'error', where: { file, line: 1 }, params })
  }
  const bytes = readWhole(file, YAML_LIMITS.bytes)
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(bytes), findings: [] }
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure
    const where = { file, line: firstInvalidLine(bytes) }
    return refused({ code: 'yaml-not-utf-8', severity: 'error', where, params: {} })
  }
}

/** A YAML file as a tree. Throws `UnreadableFile` where it cannot be read. */
export function loadYaml(file: string): Checked<SourceNode> {
  const { value: text, findings } = loadText(file)
  return text === undefined ? { value: undefined, findings } : readYaml(file, text)
}

const refused = (finding: Finding): Checked<never> => ({ value: undefined, findings: [finding] })

/** The line of the first byte that is not UTF-8: where the text before it ends. */
function firstInvalidLine(bytes: Buffer): number {
  const lenient = bytes.toString('utf8')
  const at = lenient.indexOf('\uFFFD')
  return lenient.slice(0, at === -1 ? 0 : at).split('\n').length
}

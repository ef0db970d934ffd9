/** Cuts an expression into its words, numbers, texts and signs. */

export interface Token {
  readonly kind: 'number' | 'text' | 'word' | 'sign' | 'end'
  readonly text: string
}

const FORMS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['number', /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i],
  ['text', /^'[^']*'|^"[^"]*"/],
  ['word', /^[A-Za-z_]\w*/],
  ['sign', /^(?:\/\/|<=|>=|==|!=|[-+*/%<>()[\]{},.:=])/],
]

/** `V*days(a,b)` gives `V`, `*`, `days`, `(`, `a`, `,`, `b`, `)` and an end. */
export function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = []
  let rest = expression.trim()
  while (rest !== '') {
    const found = FORMS.flatMap(([kind, form]) => {
      const text = form.exec(rest)?.[0]
      return text === undefined ? [] : [{ kind, text }]
    })[0]
    if (found === undefined) throw new Error(`${rest} is not read`)
    rest = rest.slice(found.text.length).trimStart()
    tokens.push(found.kind === 'text' ? { kind: 'text', text: found.text.slice(1, -1) } : found)
  }
  return [...tokens, { kind: 'end', text: '' }]
}

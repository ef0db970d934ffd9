/** Signs drawn with one stroke, in the colour of the text beside them; none says a thing alone. */

const SIGNS = {
  met: 'M4 8.5 L7 11.5 L12.5 5',
  missed: 'M4.5 4.5 L11.5 11.5 M11.5 4.5 L4.5 11.5',
  unmeasured: 'M4 8 H12',
  undefined: 'M6 6 C6 3.6 10 3.6 10 6 C10 7.6 8 7.6 8 9.4 M8 11.9 V12',
  open: 'M3.5 8 A4.5 4.5 0 1 1 12.5 8 A4.5 4.5 0 1 1 3.5 8 M8 5.5 V8 L9.8 9.4',
  closed: 'M4.5 7.5 H11.5 V13 H4.5 Z M6 7.5 V5.5 A2 2 0 0 1 10 5.5 V7.5',
  'to-come': 'M3.5 4.5 H12.5 V12.5 H3.5 Z M3.5 7 H12.5 M6 3 V5.5 M10 3 V5.5',
  sun: 'M8 5 A3 3 0 1 1 8 11 A3 3 0 1 1 8 5 M8 1 V2.5 M8 13.5 V15 M1 8 H2.5 M13.5 8 H15',
  moon: 'M12.8 9.6 A5.4 5.4 0 1 1 6.4 3.2 A4.4 4.4 0 0 0 12.8 9.6 Z',
  system: 'M2.5 3.5 H13.5 V10.5 H2.5 Z M6 13 H10 M8 10.5 V13',
  left: 'M10 3.5 L5.5 8 L10 12.5',
  right: 'M6 3.5 L10.5 8 L6 12.5',
  down: 'M3.5 6 L8 10.5 L12.5 6',
  upload: 'M8 10.5 V3 M5 5.8 L8 2.8 L11 5.8 M3 10 V13 H13 V10',
  warning: 'M8 2.5 L14 13 H2 Z M8 6.5 V9.5 M8 11.4 V11.5',
  error: 'M8 2 A6 6 0 1 1 8 14 A6 6 0 1 1 8 2 M8 5 V8.6 M8 11 V11.1',
  information: 'M8 2 A6 6 0 1 1 8 14 A6 6 0 1 1 8 2 M8 7.4 V11 M8 5 V5.1',
  close: 'M4 4 L12 12 M12 4 L4 12',
  search: 'M7 2.8 A4.2 4.2 0 1 1 7 11.2 A4.2 4.2 0 1 1 7 2.8 M10.2 10.2 L13.4 13.4',
} as const

export type Sign = keyof typeof SIGNS

export function Icon({ sign }: { readonly sign: Sign }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={SIGNS[sign]} />
    </svg>
  )
}

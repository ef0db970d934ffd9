/**
 * The look of a PDF report, in Typst: the functions that the blocks of a document call.
 *
 * Fonts are those inside the compiler, so that a report has the same letters on every machine.
 */

export const TYPST_STYLE = `
#let ink = rgb("#17202e")
#let soft = rgb("#566173")
#let rule = rgb("#d5dbe4")
#let band = rgb("#f3f5f8")
#let brand = rgb("#1d4b76")
#let alert = rgb("#b83a14")
#let stripes(ground, stroke, angle) = tiling(size: (6pt, 6pt), {
  place(rect(width: 100%, height: 100%, fill: ground))
  if angle > 0deg { place(line(start: (0%, 100%), end: (100%, 0%), stroke: 1.4pt + stroke)) }
  else { place(line(start: (0%, 0%), end: (100%, 100%), stroke: 1pt + stroke)) }
})
#let dots(ground, dot) = tiling(size: (5pt, 5pt), {
  place(rect(width: 100%, height: 100%, fill: ground))
  place(dx: 1.5pt, dy: 1.5pt, circle(radius: 1pt, fill: dot))
})
#let fills = (
  open: rgb("#8ab8de"),
  closed: rgb("#e9edf2"),
  late: alert,
  paused: stripes(rgb("#faecc4"), rgb("#e3bf66"), 45deg),
  exempted: dots(rgb("#d3efe6"), rgb("#1f7a63")),
  stopped: none,
  forfeited: none,
  met: rgb("#1d6f45"),
  missed: alert,
  unmeasured: rgb("#626d7d"),
  owed: brand,
  used: rgb("#a9c0d6"),
  cap: stripes(rgb("#f0ede6"), rgb("#b5ae9d"), -45deg),
  room: rgb("#eef1f5"),
)
#let strokes = (
  deadline: 1.6pt + alert,
  end: 1.2pt + ink,
  target: (paint: ink, thickness: 0.8pt, dash: "dashed"),
  stopped: (paint: soft, thickness: 0.8pt, dash: "dashed"),
  forfeited: (paint: soft, thickness: 0.8pt, dash: "dashed"),
  room: 0.6pt + rule,
  cap: 0.6pt + rgb("#b5ae9d"),
)
#let inks = (deadline: alert, owed: white)
#let unit = 0.1pt

#let shape-rect(mark, x, y, w, h) = place(top + left, dx: x * unit, dy: y * unit, rect(
  width: w * unit, height: h * unit,
  fill: fills.at(mark, default: soft), stroke: strokes.at(mark, default: none)))
#let shape-line(mark, x, y, x2, y2) = place(top + left, line(
  start: (x * unit, y * unit), end: (x2 * unit, y2 * unit),
  stroke: strokes.at(mark, default: 0.8pt + soft)))
#let shape-path(mark, ..points) = place(top + left, polygon(
  fill: strokes.at(mark, default: 0.8pt + soft).paint,
  ..points.pos().map(((x, y)) => (x * unit, y * unit))))
#let shape-text(mark, x, y, anchor, body) = {
  let wide = 600pt
  let shift = if anchor == "start" { 0pt } else if anchor == "middle" { wide / 2 } else { wide }
  let side = if anchor == "start" { left } else if anchor == "middle" { center } else { right }
  place(top + left, dx: x * unit - shift, dy: y * unit, box(width: wide, align(side, text(
    size: 8pt, fill: inks.at(mark, default: ink), top-edge: "baseline", bottom-edge: "baseline",
    weight: if mark == "deadline" { "bold" } else { "regular" }, body))))
}
#let canvas(width, height, ..shapes) = box(
  width: width * unit, height: height * unit, shapes.pos().join())
#let drawing(title, width, height, ..shapes) = block(breakable: false, above: 1.4em, below: 1.4em, {
  block(below: 0.6em, text(size: 8.5pt, fill: soft, title))
  canvas(width, height, ..shapes)
})

#let code(body) = text(font: "DejaVu Sans Mono", size: 0.82em, body)
#let verdict(mark, glyph, body) = text(
  weight: "bold", fill: fills.at(mark, default: ink), glyph + sym.space.nobreak + body)
#let to(key, body) = link(label(key), body)
#let at(keys, body) = keys.map(key => [#metadata(none)#label(key)]).join() + body
#let noted(body, note) = body + linebreak() + text(size: 7.5pt, fill: soft, note)
#let refs(..links) = super(text(fill: soft, links.pos().join([ ])))

#let warn(body) = block(
  width: 100%, inset: (x: 10pt, y: 7pt), fill: rgb("#fdf3d7"),
  stroke: (left: 3pt + rgb("#b98b1d")), body)
#let pairs(..cells) = block(above: 1em, below: 1.2em, table(
  columns: (140pt, 1fr), stroke: (x, y) => (bottom: 0.5pt + rule), inset: (x: 0pt, y: 4pt),
  ..cells.pos().enumerate().map(((i, cell)) => if calc.even(i) { text(fill: soft, cell) } else { cell })))
#let figures(..items) = block(above: 1.4em, below: 1.4em, grid(
  columns: (1fr,) * items.pos().len(), gutter: 9pt,
  ..items.pos().map(((name, value)) => block(
    width: 100%, fill: band, stroke: (top: 2pt + brand), inset: 9pt, {
      set par(spacing: 0.7em)
      par(text(size: 15pt, number-width: "tabular", value))
      par(text(size: 8pt, fill: soft, name))
    }))))
#let caption-of(body) = block(above: 1.2em, below: 0.6em, sticky: true,
  text(size: 8.5pt, fill: soft, body))
#let quote-lines(source, body) = {
  caption-of(source)
  block(breakable: body.split("\\n").len() > 30, above: 0.6em, below: 1.2em, width: 100%, fill: band, inset: 8pt, stroke: (left: 3pt + brand), {
    set text(font: "DejaVu Sans Mono", size: 6.9pt)
    set par(leading: 0.5em)
    raw(body, block: true)
  })
}
#let data(caption, columns, aligns, titles, totals, ..cells) = {
  set text(size: 8.5pt, number-width: "tabular")
  set par(leading: 0.45em)
  if caption != none { caption-of(caption) }
  block(above: 0.6em, below: 1.4em, table(
    columns: columns, align: aligns, inset: (x: 4pt, y: 4.2pt),
    stroke: (x, y) => (bottom: if y == 0 { 0.9pt + ink } else { 0.5pt + rule }),
    table.header(..titles.map((title) => text(fill: soft, title))),
    ..cells.pos(),
    ..totals.map((cell) => strong(cell))))
}
#let branch(depth, value, body, note) = block(
  above: 0.42em, below: 0.42em, inset: (left: depth * 11pt), {
    set text(size: 8.5pt)
    set par(hanging-indent: 10pt)
    if depth > 0 { text(fill: soft, "└ ") }
    strong(value) + [ ] + body
    if note != none { [ ] + text(size: 7.5pt, fill: soft, note) }
  })

#let tree(caption, ..branches) = {
  if caption != none { caption-of(caption) }
  branches.pos().join()
  v(0.6em)
}

#let report(lang, title, author, running, foot, body) = {
  set document(title: title, author: author, date: auto)
  set page(
    paper: "a4", margin: (x: 57.6pt, top: 62pt, bottom: 60pt),
    header: context if counter(page).get().first() > 1 {
      text(size: 8pt, fill: soft, running)
      v(-0.6em)
      line(length: 100%, stroke: 0.5pt + rule)
    },
    footer: context text(size: 8pt, fill: soft, {
      foot + h(1fr) + counter(page).display("1 / 1", both: true)
    }))
  set text(
    font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 10pt, lang: lang, fill: ink,
    number-type: "lining", hyphenate: false)
  set par(leading: 0.6em, spacing: 0.9em)
  set list(indent: 4pt, spacing: 0.7em)
  show heading.where(level: 1): it => block(below: 0.9em, text(size: 23pt, fill: brand, it.body))
  show heading.where(level: 2): it => block(above: 1.9em, below: 0.9em, width: 100%,
    stroke: (bottom: 1.2pt + brand), inset: (bottom: 4pt), sticky: true, text(size: 14pt, it.body))
  show heading.where(level: 3): it => block(
    above: 1.9em, below: 0.9em, sticky: true, text(size: 11.5pt, fill: brand, it.body))
  body
}
`

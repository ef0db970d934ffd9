/** The look of an HTML report: light and dark, screen and paper, and what each mark looks like. */

/** Hatches and dots, so that no mark is told by its colour alone. */
export const PATTERNS = `<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
<pattern id="hatched" width="60" height="60" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="paused-ground" width="60" height="60"/><rect class="paused-line" width="18" height="60"/></pattern>
<pattern id="cut" width="60" height="60" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect class="cap-ground" width="60" height="60"/><rect class="cap-line" width="14" height="60"/></pattern>
<pattern id="dotted" width="50" height="50" patternUnits="userSpaceOnUse">
<rect class="exempted-ground" width="50" height="50"/><circle class="exempted-dot" cx="25" cy="25" r="10"/></pattern>
</defs></svg>`

const LIGHT = `--paper:#fff;--ink:#17202e;--soft:#566173;--rule:#d5dbe4;--band:#f3f5f8;--brand:#1d4b76;
--open:#8ab8de;--closed:#e9edf2;--late:#b83a14;--paused:#faecc4;--paused-line:#e3bf66;
--exempted:#d3efe6;--exempted-dot:#1f7a63;--met:#1d6f45;--missed:#b83a14;--unmeasured:#626d7d;
--owed:#1d4b76;--on-owed:#fff;--used:#a9c0d6;--room:#eef1f5;--cap:#f0ede6;--cap-line:#8d8675;
--warning:#fdf3d7;--warning-rule:#b98b1d;`

const DARK = `--paper:#141922;--ink:#e8ecf2;--soft:#a5afbf;--rule:#364052;--band:#1d2430;--brand:#8fc0ee;
--open:#3f73a3;--closed:#2a3240;--late:#e8714a;--paused:#4d4120;--paused-line:#75612b;
--exempted:#1d4239;--exempted-dot:#63c7ab;--met:#62c491;--missed:#f08a66;--unmeasured:#a5afbf;
--owed:#8fc0ee;--on-owed:#0f1722;--used:#41597a;--room:#262e3b;--cap:#33312b;--cap-line:#a39b86;
--warning:#3a3118;--warning-rule:#d8ab3f;`

export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 Georgia,"Libertinus Serif",serif;
font-variant-numeric:lining-nums}
main,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
main{padding-top:2.5rem}
footer{padding-block:2rem;color:var(--soft);font-size:.85rem}
h1{font-size:2.1rem;line-height:1.15;margin:0 0 1rem;color:var(--brand)}
h2{font-size:1.4rem;margin:2.75rem 0 .75rem;padding-bottom:.3rem;border-bottom:2px solid var(--brand)}
h3{font-size:1.1rem;margin:2.25rem 0 .5rem;color:var(--brand)}
h1,h2,h3{overflow-wrap:anywhere;text-wrap:balance}
p,li,dd{overflow-wrap:anywhere}
a{color:inherit;text-decoration:underline dotted var(--soft);text-underline-offset:.2em}
a:hover,a:focus-visible{color:var(--brand);text-decoration-style:solid}
:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
sup{font-size:.7rem;color:var(--soft)}
small{color:var(--soft)}
code,pre{font-family:"DejaVu Sans Mono",ui-monospace,monospace;font-size:.82em}
code{overflow-wrap:anywhere}
pre{margin:0;padding:.9rem 1rem;overflow-x:auto;background:var(--band);line-height:1.45}
figure{margin:1.25rem 0}
figcaption,caption{color:var(--soft);font-size:.9rem;text-align:left;padding-bottom:.35rem}
.quote pre{border-left:4px solid var(--brand)}
.warning{margin:1rem 0;padding:.75rem 1rem;background:var(--warning);border-left:4px solid var(--warning-rule)}
.pairs{margin:0 0 1rem}
.pairs div{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:1rem;padding:.25rem 0;
border-bottom:1px solid var(--rule)}
.pairs dt{color:var(--soft)}
dd{margin:0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem;margin:1.5rem 0}
.figures div{display:flex;flex-direction:column-reverse;padding:.9rem 1rem;background:var(--band);
border-top:3px solid var(--brand)}
.figures dt{color:var(--soft);font-size:.9rem}
.figures dd{font-size:1.55rem;font-variant-numeric:tabular-nums lining-nums}
.figures a{text-decoration:none}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums lining-nums;
margin:.75rem 0 1.25rem}
th,td{padding:.4rem .6rem;vertical-align:top;text-align:left;overflow-wrap:break-word}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-weight:normal;border-bottom:1.5px solid var(--ink);vertical-align:bottom}
tbody th{font-weight:normal;min-width:9rem}
tbody tr{border-bottom:1px solid var(--rule)}
tfoot th,tfoot td{font-weight:bold}
tfoot tr:first-child{border-top:1.5px solid var(--ink)}
th.right,td.right{text-align:right;white-space:nowrap}
td svg{width:6rem;display:block}
.note{display:block}
tr:has(:target){background:var(--warning)}
.verdict{white-space:nowrap;font-weight:bold}
.verdict.met{color:var(--met)}.verdict.missed{color:var(--missed)}.verdict.unmeasured{color:var(--unmeasured)}
.tree,.tree ul{list-style:none;margin:0;padding-left:1.1rem;border-left:1px solid var(--rule)}
.tree{padding-left:0;border:0;font-size:.9rem;margin:.5rem 0 1.25rem}
.tree li{padding:.12rem 0}
.tree b{font-variant-numeric:tabular-nums lining-nums}
.patterns{position:absolute}
.drawing svg{display:block;width:100%;min-width:34rem;height:auto}
svg{overflow:visible}
svg text{font-size:74px;fill:var(--ink)}
svg text.deadline{fill:var(--late);font-weight:bold}
svg text.owed{fill:var(--on-owed)}
rect.open{fill:var(--open)}rect.closed{fill:var(--closed)}rect.late{fill:var(--late)}
rect.paused{fill:url(#hatched)}rect.exempted{fill:url(#dotted)}
rect.stopped,rect.forfeited{fill:none;stroke:var(--soft);stroke-width:8;stroke-dasharray:30 20}
rect.met{fill:var(--met)}rect.missed{fill:var(--missed)}rect.unmeasured{fill:var(--unmeasured)}
rect.owed{fill:var(--owed)}rect.used{fill:var(--used)}rect.cap{fill:url(#cut);stroke:var(--cap-line);stroke-width:6}
rect.room{fill:var(--room);stroke:var(--rule);stroke-width:6}
.paused-ground{fill:var(--paused)}.paused-line{fill:var(--paused-line)}
.cap-ground{fill:var(--cap)}.cap-line{fill:var(--cap-line);opacity:.55}
.exempted-ground{fill:var(--exempted)}.exempted-dot{fill:var(--exempted-dot)}
line,path{fill:none;stroke:var(--soft);stroke-width:8}
line.deadline{stroke:var(--late);stroke-width:16}path.deadline{fill:var(--late);stroke:none}
line.end{stroke:var(--ink);stroke-width:12}
line.target{stroke:var(--ink);stroke-dasharray:40 24}
.new-page{break-before:page}
@media print{
:root{${LIGHT}}
@page{size:A4;margin:18mm 20mm}
body{font-size:9.5pt}
main,footer{max-width:none;padding:0}
.scroll{overflow:visible}
.drawing svg{min-width:0}
h2,h3,caption,figcaption{break-after:avoid}
tr,figure,.figures div{break-inside:avoid}
thead{display:table-header-group}
a{text-decoration:none}
}
`

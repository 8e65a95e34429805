/** The look of the report pages: one column to read, light and dark by the reader's choice, from 320 pixels to wide. */

import { figureStyle, fontFamily } from "../figures/style.ts";

const colours = {
  light:
    "--ink:#1c2024;--quiet:#5b6470;--line:#dfe3e8;--paper:#ffffff;--card:#f6f7f9;--accent:#0067a5;" +
    "--good:#00684a;--bad:#a33a00;--open:#6b5200;" +
    "--good-back:#e0f3ec;--bad-back:#fbe9df;--open-back:#f8f0d8;--none-back:#eceff2",
  dark:
    "--ink:#e8eaed;--quiet:#a2abb6;--line:#2f363e;--paper:#14181c;--card:#1b2026;--accent:#79c0ee;" +
    "--good:#7fd9b8;--bad:#f5a678;--open:#e6c767;" +
    "--good-back:#12352a;--bad-back:#3d2214;--open-back:#38300f;--none-back:#2a3037",
};

export const pageStyle = `
:root{color-scheme:light dark;${colours.light}}
@media (prefers-color-scheme:dark){:root{${colours.dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 ${fontFamily};-webkit-text-size-adjust:100%}
main{max-width:920px;margin:0 auto;padding:28px 18px 64px}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:1.2rem;line-height:1.3;margin:44px 0 12px;padding-top:14px;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:0}
p{margin:0 0 10px;overflow-wrap:anywhere}
a{color:var(--accent)}
.skip{position:absolute;left:-999px}.skip:focus{left:12px;top:12px;background:var(--paper);padding:6px 10px}
.quiet{color:var(--quiet)}.small{font-size:.875rem}
.answer{background:var(--card);border-left:4px solid var(--accent);border-radius:4px;padding:16px 18px;margin-top:20px}
.answer h2{border:0;margin:0 0 6px;padding:0;font-size:.875rem;color:var(--quiet);font-weight:600}
.answer .headline{font-size:1.2rem;line-height:1.45;font-weight:600}
.answer p:last-child{margin-bottom:0}
.cautions{margin:14px 0 0;padding-left:1.2em}
.cautions li{margin-bottom:6px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(270px,1fr));gap:14px;margin-bottom:14px}
.card{background:var(--card);border-radius:4px;padding:14px 16px;min-width:0}
.card p:last-child{margin-bottom:0}
figure{margin:0 0 14px}
figure svg{display:block;max-width:100%;height:auto}
figcaption{font-size:.875rem;color:var(--quiet);margin-top:6px}
.narrow{display:none}
.clocks>input{position:absolute;opacity:0;pointer-events:none}
.clocks>label{display:inline-block;padding:5px 12px;margin:0 6px 10px 0;
border:1px solid var(--line);border-radius:999px;cursor:pointer;font-size:.9rem}
.clocks>input:checked+label{background:var(--ink);color:var(--paper);border-color:var(--ink)}
.clocks>input:focus-visible+label{outline:3px solid var(--accent);outline-offset:2px}
.clocks>.panel{display:none}
.clocks{border:0;margin:0;padding:0;min-width:0}
.clocks>legend{padding:0;margin-bottom:6px;font-size:.9rem;color:var(--quiet)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:7px 14px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
thead th{color:var(--quiet);font-weight:600;font-size:.8rem;line-height:1.35;vertical-align:bottom}
.lanes td,.lanes th{white-space:nowrap}
.lanes thead th{white-space:normal;min-width:5.6em}
.lanes .cost{display:block;white-space:normal;min-width:12em}
.points th{font-weight:400}.points tbody th{white-space:nowrap}.points thead th{font-weight:600}
.lanes .below{display:block;font-weight:400;font-size:.8rem;color:var(--quiet)}
.rows th{width:34%;font-weight:400;color:var(--quiet);overflow-wrap:anywhere}
.rows td{overflow-wrap:anywhere}
.swatch{vertical-align:-4px;margin-right:8px}
.claim{padding:14px 0;border-bottom:1px solid var(--line)}
.claim .head{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:baseline}
.claim p{margin:6px 0 0}
.badge{display:inline-block;font-size:.8rem;font-weight:600;line-height:1.5;padding:1px 10px;border-radius:999px;
white-space:nowrap;background:var(--none-back);color:var(--ink)}
.badge.holds{background:var(--good-back);color:var(--good)}
.badge.fails{background:var(--bad-back);color:var(--bad)}
.badge.open{background:var(--open-back);color:var(--open)}
details{margin-top:8px}
summary{cursor:pointer;color:var(--accent);font-size:.875rem}
code,pre{font:.9rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--card);border:1px solid var(--line);border-radius:4px;padding:12px 14px;
white-space:pre-wrap;overflow-wrap:anywhere;margin:0 0 8px}
footer{margin-top:48px;color:var(--quiet);font-size:.85rem}
@media (max-width:640px){
main{padding:18px 14px 48px}
h1{font-size:1.4rem}
.wide{display:none}.narrow{display:block}.narrow svg{width:100%;max-width:460px}
.rows th{width:42%}
}
@media print{
:root{${colours.light}}
main{max-width:none;padding:0}
.skip{display:none}
figure,.claim,tr,.answer{break-inside:avoid}
.clocks>input:not(:checked)+label{display:none}
}
${figureStyle}`
  .replaceAll("\n", "")
  .trim();

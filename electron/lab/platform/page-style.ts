/** How the Lab's pages look: one column, system fonts, light and dark. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --back: #f3f4f6; --card: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de;
  --strong: #0b5cad; --on-strong: #fff; --wrong: #b3261e; --wrong-back: #fdeceb; --mark: #fff3c4; --on-mark: #5c4400; }
@media (prefers-color-scheme: dark) {
  :root { --back: #14171a; --card: #1e2226; --text: #e8eaed; --soft: #a9b1ba; --line: #3b424a;
    --strong: #7db8f5; --on-strong: #10202f; --wrong: #ff9d94; --wrong-back: #3a201e; --mark: #4a3d12; --on-mark: #ffe59a; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; justify-content: center;
  gap: 1rem; padding: 1.5rem 1rem; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { width: 100%; max-width: 27.5rem; padding: 2rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .75rem; overflow-wrap: anywhere; }
main.wide { max-width: 62rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; font-weight: 600; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.1rem; }
p { margin: 0 0 1rem; }
.service { margin: 0 0 .5rem; color: var(--soft); font-size: .9rem; }
.who { color: var(--soft); }
.field { margin-bottom: 1rem; }
label { display: block; margin-bottom: .25rem; font-weight: 500; }
input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select { width: 100%; padding: .6rem .7rem; font: inherit;
  color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: .4rem; }
textarea { width: 100%; padding: .6rem .7rem; font: .9rem/1.4 ui-monospace, Menlo, monospace; color: inherit;
  background: var(--card); border: 1px solid var(--soft); border-radius: .4rem; resize: vertical; }
pre { margin: 0 0 .75rem; white-space: pre-wrap; overflow-wrap: anywhere; font-family: ui-monospace, "Cascadia Mono", Menlo, monospace; }
h3 { margin: 1.25rem 0 .5rem; font-size: 1rem; }
input[aria-invalid=true] { border-color: var(--wrong); }
.hint { margin: .25rem 0 0; color: var(--soft); font-size: .875rem; }
.wrong { margin: .25rem 0 0; color: var(--wrong); font-size: .9rem; }
.error { padding: .75rem 1rem; color: var(--wrong); background: var(--wrong-back); border-radius: .4rem; }
.note { margin-top: 1.25rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .4rem; font-size: .95rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; justify-content: flex-end; margin-top: 1.25rem; }
button, a.button { display: inline-block; padding: .6rem 1.4rem; font: inherit; font-weight: 600; text-decoration: none;
  color: var(--on-strong); background: var(--strong); border: 1px solid var(--strong); border-radius: .4rem; cursor: pointer; }
button.quiet, a.button.quiet { color: var(--text); background: transparent; border-color: var(--soft); }
button.row { display: block; width: 100%; margin-bottom: .5rem; text-align: left; font-weight: 400; color: var(--text);
  background: transparent; border-color: var(--line); }
button.row strong, button.row span { display: block; }
button.row span { color: var(--soft); font-size: .9rem; }
button:hover, a.button:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
a { color: var(--strong); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0 0; font-size: .9rem; }
dt { color: var(--soft); } dd { margin: 0; }
ul { padding-left: 1.25rem; }
ul.plain { padding: 0; list-style: none; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem .6rem; text-align: left; border-bottom: 1px solid var(--line); }
code, .code { font-family: ui-monospace, "Cascadia Mono", Menlo, monospace; }
.code { font-size: 1.4rem; letter-spacing: .15em; }
td button { padding: .35rem .9rem; overflow-wrap: normal; }
dl + p, table + form { margin-top: 1rem; }
iframe { display: none; }
footer { max-width: 27.5rem; color: var(--soft); font-size: .8rem; text-align: center; }
.lab { padding: .05rem .45rem; margin-right: .35rem; font-weight: 600; color: var(--on-mark); background: var(--mark);
  border-radius: .3rem; }
@media (max-width: 30rem) { body { justify-content: flex-start; padding: 0 0 1rem; } main { border: 0; border-radius: 0; padding: 1.5rem 1.25rem; }
  dl { grid-template-columns: 1fr; } footer { padding: 0 1rem; } }
`;

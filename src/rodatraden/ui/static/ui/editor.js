// A text area becomes an editor with headings, lists and links. Without this file it stays a text area.
// The editor itself is Tiptap, as django-prose-editor brings it; its address and our words come with the text area.

const TOOLS = [
  ["heading", (chain) => chain.toggleHeading({ level: 3 }), (editor) => editor.isActive("heading", { level: 3 })],
  ["subheading", (chain) => chain.toggleHeading({ level: 4 }), (editor) => editor.isActive("heading", { level: 4 })],
  ["strong", (chain) => chain.toggleBold(), (editor) => editor.isActive("bold")],
  ["emphasised", (chain) => chain.toggleItalic(), (editor) => editor.isActive("italic")],
  ["bullets", (chain) => chain.toggleBulletList(), (editor) => editor.isActive("bulletList")],
  ["numbers", (chain) => chain.toggleOrderedList(), (editor) => editor.isActive("orderedList")],
  ["quote", (chain) => chain.toggleBlockquote(), (editor) => editor.isActive("blockquote")],
];

function tool(label, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "rt-editor__tool";
  button.textContent = label;
  button.addEventListener("click", act);
  return button;
}

// One stop for the tab key; the arrows walk among the tools, as in every toolbar.
function walk(bar) {
  const tools = [...bar.querySelectorAll("button")];
  tools.forEach((each, place) => { each.tabIndex = place === 0 ? 0 : -1; });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tools[(tools.indexOf(document.activeElement) + step + tools.length) % tools.length];
    tools.forEach((each) => { each.tabIndex = each === next ? 0 : -1; });
    next.focus();
    event.preventDefault();
  });
}

function asked(editor, words) {
  const address = window.prompt(words.address, editor.getAttributes("link").href || "https://");
  if (address === null) return;
  const chain = editor.chain().focus().extendMarkRange("link");
  (address.trim() === "" || address.trim() === "https://" ? chain.unsetMark("link") : chain.setMark("link", { href: address.trim() })).run();
}

async function start(area) {
  const tiptap = await import(area.dataset.rtEditor);
  const words = JSON.parse(area.dataset.rtWords);
  const label = document.querySelector(`label[for="${area.id}"]`);
  if (label && !label.id) label.id = `${area.id}-label`;
  const box = document.createElement("div");
  box.className = "rt-editor";
  const bar = document.createElement("div");
  bar.className = "rt-editor__tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.tools);
  box.append(bar);
  area.before(box);
  const attributes = { role: "textbox", "aria-multiline": "true", class: "rt-editor__text" };
  if (label) attributes["aria-labelledby"] = label.id;
  if (area.getAttribute("aria-describedby")) attributes["aria-describedby"] = area.getAttribute("aria-describedby");
  const { Editor, Document, Paragraph, Text, Bold, Italic, BulletList, OrderedList, ListItem, HardBreak, Blockquote, Heading, Link, History } = tiptap;
  const editor = new Editor({
    element: box,
    injectCSS: false,
    content: area.value,
    editorProps: { attributes },
    extensions: [Document, Paragraph, Text, Bold, Italic, BulletList, OrderedList, ListItem, HardBreak, Blockquote, Heading.configure({ levels: [3, 4] }), Link, History],
    onUpdate: () => {
      area.value = editor.isEmpty ? "" : editor.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction: () => refresh(),
  });
  const buttons = TOOLS.map(([name, act, active]) => [tool(words[name], () => act(editor.chain().focus()).run()), active]);
  const link = tool(words.link, () => asked(editor, words));
  buttons.push([link, () => editor.isActive("link")]);
  bar.append(...buttons.map(([button]) => button));
  const refresh = () => buttons.forEach(([button, active]) => button.setAttribute("aria-pressed", String(active(editor))));
  refresh();
  walk(bar);
  if (label) label.addEventListener("click", () => editor.commands.focus());
  area.hidden = true;
}

document.querySelectorAll("textarea[data-rt-editor]").forEach(start);

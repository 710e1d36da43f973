/* Explains a term where it first stands on a page: by pointing at it, by reaching it with the keyboard, by touching it. */
const source = document.querySelector("meta[name=jb-terms]")
// Not where a word is a name, leads elsewhere, or is only glanced at.
const NOT_IN = "a, button, label, select, svg, code, pre, nav, h1, h2, h3, h4, dt, th, summary, .jb-chip, .jb-map, .jb-bank__says, .jb-objection__says, .jb-term, .jb-states, .jb-compare, .jb-filters, [hidden]"

const tip = () => {
  const made = document.createElement("div")
  made.id = "jb-tip"
  made.className = "jb-tip"
  made.role = "tooltip"
  made.hidden = true
  document.body.append(made)
  return made
}

const explain = (terms, root) => {
  const named = new Map()
  for (const [address, words, ...names] of terms)
    for (const name of names) named.set(name.toLowerCase(), { words, url: new URL(address, root).href })
  const here = location.href.split(/[?#]/)[0]
  const escaped = [...named.keys()].sort((a, b) => b.length - a.length).map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "giu")
  const seen = new Set([here])
  const box = document.getElementById("jb-tip") ?? tip()

  const show = (word, words) => {
    box.textContent = words
    box.hidden = false
    const at = word.getBoundingClientRect()
    const left = Math.min(Math.max(12, at.left), document.documentElement.clientWidth - box.offsetWidth - 12)
    const below = at.bottom + box.offsetHeight + 12 < innerHeight
    box.style.left = `${left + scrollX}px`
    box.style.top = `${scrollY + (below ? at.bottom + 6 : at.top - box.offsetHeight - 6)}px`
    word.setAttribute("aria-describedby", box.id)
  }
  const hide = () => {
    box.hidden = true
    document.querySelector("[aria-describedby=jb-tip]")?.removeAttribute("aria-describedby")
  }
  const link = (name, { words, url }) => {
    const word = document.createElement("a")
    word.className = "jb-term"
    word.href = url
    word.textContent = name
    let leaving
    word.onpointerenter = (event) => { if (event.pointerType === "mouse") { clearTimeout(leaving); show(word, words) } }
    word.onpointerleave = (event) => { if (event.pointerType === "mouse") leaving = setTimeout(() => box.matches(":hover") || hide(), 200) }
    word.onfocus = () => show(word, words)
    word.onblur = hide
    // A finger has nothing to point with: the first touch explains, the second leads to the term.
    let open = true
    word.onpointerdown = (event) => { open = event.pointerType === "mouse" || (!box.hidden && word.hasAttribute("aria-describedby")) }
    word.onclick = (event) => {
      if (open) return
      event.preventDefault()
      open = true
      show(word, words)
    }
    return word
  }
  box.onpointerleave = hide
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide() })
  document.querySelector(".jb-story")?.addEventListener("scroll", hide)

  const page = document.querySelector("article .jb-page") ?? document.querySelector("article")
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  const found = []
  for (let text = texts.nextNode(); text && seen.size <= terms.length; text = texts.nextNode()) {
    if (text.data.length < 2 || text.parentElement.closest(NOT_IN)) continue
    for (const match of text.data.matchAll(pattern)) {
      const meant = named.get(match[0].toLowerCase())
      if (!meant || seen.has(meant.url)) continue
      seen.add(meant.url)
      found.push([text, match.index, match[0], meant])
    }
  }
  // From the end, so that places in the same text stay right.
  for (const [text, at, name, meant] of found.reverse()) {
    const rest = text.splitText(at)
    rest.data = rest.data.slice(name.length)
    rest.before(link(name, meant))
  }
}

if (source && !("on" in source.dataset)) {
  source.dataset.on = ""
  const url = new URL(source.content, location.href.split(/[?#]/)[0])
  fetch(url).then((answer) => (answer.ok ? answer.json() : [])).then((terms) => terms.length && explain(terms, new URL("../../../", url))).catch(() => {})
}

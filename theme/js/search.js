/* The search: filters by kind, the number of results, what to try where there are none, the keyboard; and on the page
   that a result leads to, the marks. The search itself is done by theme/search/worker.js behind Material's box. */
{
  const RESULT = 3, LOAD = 4, ONLY = 5

  /** Fits the box to our worker; without one (no support, a file: address) it stays as Material leaves it. */
  const fit = (box, worker) => {
    const input = box.querySelector(".md-search__input"), result = box.querySelector(".md-search-result")
    const [meta, list] = [result.firstElementChild, result.lastElementChild]
    meta.setAttribute("role", "status")
    const kinds = document.createElement("div"), nothing = document.createElement("div")
    kinds.className = "jb-found__kinds"
    kinds.setAttribute("role", "group")
    nothing.className = "jb-found__nothing"
    kinds.hidden = nothing.hidden = true
    meta.after(kinds, nothing)
    input.form.addEventListener("submit", event => event.preventDefault()) // there is no page that would answer
    input.addEventListener("focus", () => worker.postMessage({ type: LOAD }), { once: true })

    const buttons = () => [...kinds.children]
    const button = (kind, name, count, pressed) => {
      const made = document.createElement("button")
      made.type = "button"
      made.dataset.kind = kind
      made.setAttribute("aria-pressed", pressed)
      made.append(name, " ", Object.assign(document.createElement("span"), { textContent: count.toLocaleString(document.documentElement.lang) }))
      return made
    }
    worker.addEventListener("message", ({ data: { type, data } }) => {
      if (type !== RESULT) return
      const about = data.jb
      const focused = kinds.contains(document.activeElement) ? document.activeElement.dataset.kind : null
      kinds.hidden = !about || about.kinds.length < 2
      kinds.replaceChildren()
      nothing.hidden = !about || about.all > 0
      nothing.replaceChildren()
      if (!about) return
      const { say } = about
      // After Material's own words about the same results, in the same moment.
      meta.textContent = !about.all
        ? say.none.replace("{query}", about.query)
        : about.total === 1 ? say["count-one"] : say.count.replace("{count}", about.total.toLocaleString(document.documentElement.lang))
      kinds.setAttribute("aria-label", say.kinds)
      kinds.append(button("", say["all-kinds"], about.all, !about.only), ...about.kinds.map(([kind, name, count]) => button(kind, name, count, kind === about.only)))
      if (focused !== null) (buttons().find(each => each.dataset.kind === focused) ?? buttons()[0])?.focus()
      if (!about.all) {
        const tip = document.createElement("p"), lists = document.createElement("ul")
        tip.textContent = `${say.try} ${say.lists}`
        for (const [address, title] of about.lists) {
          const link = document.createElement("a")
          link.href = new URL(address, new URL(JSON.parse(document.getElementById("__config").textContent).base, location.href))
          link.tabIndex = 0
          link.append(Object.assign(document.createElement("span"), { innerHTML: title }))
          lists.appendChild(document.createElement("li")).append(link)
        }
        nothing.append(tip, lists)
      }
    })
    kinds.addEventListener("click", ({ target }) => {
      const chosen = target.closest("button")
      if (chosen) worker.postMessage({ type: ONLY, data: chosen.getAttribute("aria-pressed") === "true" ? "" : chosen.dataset.kind })
    })

    /* Material closes the box at Tab and takes every other key for the query. So: Tab goes from the query to the kinds and on
       to the results, the arrows from kind to kind; all other keys are Material's. */
    box.addEventListener("keydown", event => {
      const at = document.activeElement, row = buttons(), here = row.indexOf(at)
      const link = (nothing.hidden ? list : nothing).querySelector("a")
      const go = to => {
        if (!to) return
        event.preventDefault()
        event.stopPropagation()
        to.focus()
      }
      if (event.key === "Tab" && at === input && !event.shiftKey) go(kinds.hidden ? link : row.find(each => each.getAttribute("aria-pressed") === "true") ?? row[0])
      else if (event.key === "Tab" && here >= 0) go(event.shiftKey ? input : link)
      else if (event.key === "Tab" && event.shiftKey && at !== input) go(at === link && !kinds.hidden ? row[0] : input)
      else if (event.key === "Tab" && nothing.contains(at)) {
        const links = [...nothing.querySelectorAll("a")]
        go(links[links.indexOf(at) + 1])
      } else if (here >= 0 && /^Arrow(Left|Right)$/.test(event.key)) go(row[here + (event.key === "ArrowRight" ? 1 : -1)])
      else if (here >= 0 && event.key === "ArrowUp") go(input)
      else if (here >= 0 && event.key === "ArrowDown") go(link)
      else if (here >= 0 && event.key !== "Escape") event.stopPropagation() // the button's own: Enter, Space
      else if (event.key === "Enter" && at === input && !nothing.hidden) go(input) // there is no first result to go to
    })
  }

  const box = document.querySelector("[data-md-component=search]")
  if (box && window.jbSearch) fit(box, window.jbSearch)

  /* --- on the page ------------------------------------------------------------------------------------------------ */

  const WORD = /[\p{L}\p{N}\u0300-\u036f]+/gu
  const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase()

  /** The texts of the place that an address leads to: a section, what stands under a heading, or the whole page. */
  const texts = content => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    const heading = target && /^H[1-6]$/.test(target.tagName)
    const section = heading ? target.closest("section") : target
    const walker = document.createTreeWalker(section || content, NodeFilter.SHOW_TEXT)
    const found = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("script, style, svg, .jb-crumbs")) continue
      if (heading && !section) {
        if (!(target.compareDocumentPosition(node) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY))) continue
        const other = node.parentElement.closest("h1, h2, h3, h4, h5, h6")
        if (other && other !== target && other.tagName <= target.tagName) break
      }
      found.push(node)
    }
    return found
  }

  /** Marks what was searched, as the worker has found it (?h=): where it stands there as a phrase, only as such. */
  const mark = () => {
    for (const old of document.querySelectorAll("mark.jb-mark")) {
      const parent = old.parentNode
      old.replaceWith(...old.childNodes)
      parent.normalize()
    }
    const content = document.querySelector(".md-content")
    const words = (new URLSearchParams(location.search).get("h") ?? "").slice(0, 400).match(WORD)?.map(fold)
    if (!content || !words?.length) return
    const said = texts(content).flatMap(node => [...node.data.matchAll(WORD)].map(match => ({ node, at: match.index, end: match.index + match[0].length, word: fold(match[0]) })))
    const phrase = new Set()
    for (let start = 0; words.length > 1 && start + words.length <= said.length; start++)
      if (words.every((word, i) => said[start + i].word === word)) for (let i = 0; i < words.length; i++) phrase.add(said[start + i])
    const known = new Set(words)
    const marked = phrase.size ? [...phrase] : said.filter(({ word }) => known.has(word))
    for (const { node, at, end } of marked.reverse()) {
      // From the last to the first, so that what is still to come keeps its place.
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, end)
      const made = Object.assign(document.createElement("mark"), { className: "jb-mark" })
      range.surroundContents(made)
      const folded = made.closest("details:not([open])")
      if (folded) folded.open = true
    }
  }
  if (typeof document$ !== "undefined") {
    document$.subscribe(mark)
    // A result on the page where one is: with instant navigation no other document comes.
    if (typeof location$ !== "undefined") location$.subscribe(() => setTimeout(mark))
  } else mark()
}

/* The search behind Material's box: a worker that speaks Material's messages and reads our own index (search/index.py).

A text is a row of numbers, one for each word or sign; a query marks the numbers that it may mean, and every text is
looked at. Nothing is prepared but the list of the words, folded: marks, case and đ make no difference, and where readers
type them, exact spelling goes first. */
"use strict"

/* Material's messages, and two of our own: search.js asks to have the index at hand, or for results of one kind. */
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, LOAD = 4, ONLY = 5

const WORD = /[\p{L}\p{N}\u0300-\u036f]+/gu
const MOST_WORDS = 16, MOST_RESULTS = 100, SHOWN_WORDS = 32, LEAST_FOR_SLIPS = 4, ENOUGH = 5

/**
 * @typedef {{id: string, aside: boolean, from: number, to: number}} Part  a text: its anchor, where its numbers lie
 * @typedef {{address: string, kind: number, names: number, within: boolean, list: boolean, parts: Part[]}} Page
 * @typedef {{typed: string, folded: string, marked: boolean, open: boolean}} Word  a word of a query; open: still typed
 * @typedef {{from: number, to: number, mask: number, run: number, words: number, value: number}} Line
 */

/** The text in lower case and without marks; the same as `fold` in vietnamese.py. @param {string} text */
const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase()

/** The place of a word in the list, by the character that stands for it. @param {number} code */
function place(code) {
  if (code >= 0xe000) code -= 0x800
  if (code >= 0xa0) code -= 0x21
  if (code > 0x5c) code--
  if (code > 0x22) code--
  return code - 0x20
}

/** Whether one letter too many, too few or wrong, or two swapped, is all that parts two words. @param {string} a @param {string} b */
function oneSlip(a, b) {
  let i = 0, x = a.length - 1, y = b.length - 1
  if (Math.abs(x - y) > 1) return false
  while (i <= x && a[i] === b[i]) i++
  while (x >= i && y >= i && a[x] === b[y]) x--, y--
  // What is left of each between the same beginning and the same end.
  return (x <= i && y <= i) || (x === i + 1 && y === x && a[i] === b[x] && a[x] === b[i])
}

/** How many bits are set. @param {number} mask */
function bits(mask) {
  let count = 0
  for (; mask; mask &= mask - 1) count++
  return count
}

/** The words of a query. @param {string} text @returns {Word[]} */
function wordsOf(text) {
  const typed = text.normalize("NFC").toLowerCase().match(WORD) ?? []
  const stillTyping = /[\p{L}\p{N}\u0300-\u036f]$/u.test(text)
  return typed.slice(0, MOST_WORDS).map((word, i) => {
    const folded = fold(word)
    return { typed: word, folded, marked: folded !== word, open: stillTyping && i === typed.length - 1 }
  })
}

class Index {
  /** @param {any} data  what index.py packed */
  constructor(data) {
    this.kinds = data.kinds
    this.say = data.say
    this.spelled = ["\n", ...data.words.split("\n")]
    this.lower = this.spelled.map(word => word.toLowerCase())
    this.isWord = Uint8Array.from(this.spelled, word => (word.search(WORD) === 0 ? 1 : 0))
    /** @type {Map<string, number[]>} folded words → their numbers */
    this.numbers = new Map()
    this.lower.forEach((word, number) => {
      if (!this.isWord[number]) return
      const folded = fold(word), numbers = this.numbers.get(folded)
      if (numbers) numbers.push(number)
      else this.numbers.set(folded, [number])
    })
    this.folded = [...this.numbers.keys()].sort()
    this.same = data.same.map(group => group.map(wordsOf))
    /** @type {Page[]} */
    this.pages = []
    let length = 0
    for (const page of data.pages) for (let i = 5; i < page.length; i += 2) length += page[i].length
    this.texts = new (this.spelled.length > 0xffff ? Uint32Array : Uint16Array)(length)
    let end = 0
    for (const [address, kind, names, list, ...texts] of data.pages) {
      const parts = []
      for (let i = 0; i < texts.length; i += 2) {
        const from = end
        for (const character of texts[i + 1]) this.texts[end++] = place(character.codePointAt(0))
        parts.push({ id: data.ids[Math.abs(texts[i]) - 1], aside: texts[i] < 0, from, to: end })
      }
      this.pages.push({ address, kind, names: Math.abs(names), within: names < 0, list: !!list, parts })
    }
  }

  /** The numbers that a word may mean, and whether each is only a guess. @param {Word} word @param {boolean} slips */
  meanings(word, slips) {
    /** @type {Map<number, boolean>} */
    const found = new Map()
    const take = (folded, guess) => this.numbers.get(folded)?.forEach(each => found.has(each) || found.set(each, guess))
    take(word.folded, false)
    if (word.open) {
      let low = 0, high = this.folded.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (this.folded[middle] < word.folded) low = middle + 1
        else high = middle
      }
      for (; this.folded[low]?.startsWith(word.folded); low++) take(this.folded[low], true)
    }
    if (word.folded.length >= LEAST_FOR_SLIPS && (slips || !found.size))
      for (const folded of this.folded) if (oneSlip(word.folded, folded)) take(folded, true)
    return found
  }

  /** The results of a query, best first; at least one way to understand it. @param {string} text */
  find(text) {
    const words = wordsOf(text)
    if (!words.length) return []
    const asked = new Question(this, words), found = asked.results(true)
    const others = this.otherWays(words).flatMap(({ way, needs }) => new Question(this, way, false, 1500, needs).results(true))
    let all = best([...found, ...others])
    // All words in one section say more than all words somewhere on a page, and these more than some of the words.
    const near = all.filter(result => result.near)
    if (near.length >= ENOUGH) all = near
    else if (!all.length) all = new Question(this, words, true).results(true)
    if (all.length < ENOUGH) all = best([...all, ...asked.results(false)])
    return all.sort((a, b) => b.worth - a.worth || a.page.kind - b.page.kind || a.order - b.order)
  }

  /** The query with a name in it replaced by another of the same thing. @param {Word[]} words */
  otherWays(words) {
    const ways = []
    const folded = words.map(word => word.folded)
    for (const group of this.same)
      for (const name of group)
        for (let at = 0; at + name.length <= words.length; at++)
          if (name.length && name.every((word, i) => word.folded === folded[at + i]))
            for (const other of group)
              if (other !== name && ways.length < 4)
                ways.push({ needs: other.length, way: [...words.slice(0, at), ...other.map(word => ({ ...word, open: false })), ...words.slice(at + name.length)].slice(0, MOST_WORDS) })
    return ways
  }
}

/** The best result of each page. @param {any[]} results */
function best(results) {
  const kept = new Map()
  for (const each of results) if (!(kept.get(each.page)?.worth >= each.worth)) kept.set(each.page, each)
  return [...kept.values()]
}

/** A query, understood in one way. */
class Question {
  /**
   * @param {Index} index @param {Word[]} words
   * @param {boolean} slips  whether each word may be mistyped
   * @param {number} handicap  what the results are worth less
   * @param {number} needs  how many of the words must stand together
   */
  constructor(index, words, slips = false, handicap = 0, needs = 1) {
    this.needs = needs
    this.index = index
    this.words = words
    this.handicap = handicap
    this.all = (1 << words.length) - 1
    this.marked = words.reduce((mask, word, i) => mask | (+word.marked << i), 0)
    const size = index.spelled.length
    /** Which words a number may mean, surely, and as it is spelled: a bit each. */
    this.hit = new Uint16Array(size)
    this.sure = new Uint16Array(size)
    this.exact = new Uint16Array(size)
    words.forEach((word, i) => {
      for (const [number, guess] of index.meanings(word, slips)) {
        this.hit[number] |= 1 << i
        if (!guess) this.sure[number] |= 1 << i
        if (index.lower[number] === word.typed || (word.open && index.lower[number].startsWith(word.typed))) this.exact[number] |= 1 << i
      }
    })
    /** Which words each text has, and each page. */
    const brief = !slips && words.length === 1 && words[0].open && words[0].typed.length === 1 // one letter: names will do
    this.partMasks = index.pages.map(page => page.parts.map((part, i) => (brief && i ? 0 : this.maskOf(part.from, part.to))))
    this.masks = this.partMasks.map(masks => masks.reduce((mask, each) => mask | each, 0))
    /** Rare words say more; one that nobody says is as likely a slip. */
    this.rarity = words.map((_, i) => {
      const pages = this.masks.reduce((count, mask) => count + ((mask >> i) & 1), 0)
      return Math.log(1 + (pages ? this.masks.length / pages : 4))
    })
    this.whole = this.sum(this.all)
    this.run = new Uint8Array(words.length)
  }

  maskOf(from, to) {
    const { texts } = this.index, { hit } = this
    let mask = 0
    for (let i = from; i < to; i++) mask |= hit[texts[i]]
    return mask
  }

  /** @param {number} mask */
  sum(mask) {
    let sum = 0
    for (let i = 0; mask; i++, mask >>= 1) if (mask & 1) sum += this.rarity[i]
    return sum
  }

  /** Which share of the query a mask is, from 0 to 1. @param {number} mask */
  share(mask) {
    return mask === this.all ? 1 : this.sum(mask) / this.whole
  }

  /** Pages that have all words, or else much of the query. @param {boolean} all */
  results(all) {
    const results = []
    this.masks.forEach((mask, order) => {
      if (all ? mask === this.all : mask && mask !== this.all && this.share(mask) >= 0.4)
        results.push(this.result(this.index.pages[order], mask, order))
    })
    return this.needs > 1 ? results.filter(({ parts }) => parts.some(part => part.run >= this.needs)) : results
  }

  /** @param {Page} page @param {number} mask @param {number} order */
  result(page, mask, order) {
    const [first, ...others] = page.parts
    const lead = this.look(first, page.names)
    const named = lead.heads.slice(0, page.within ? -1 : undefined)
    let bonus = 300 * this.share(mask) - this.handicap
    const full = named.filter(line => line.mask === this.all)
    const equal = full.some(line => line.words === this.words.length)
    if (page.list) bonus += equal ? 300 : -700
    else if (full.length) bonus += 600 + 300 * Math.max(...full.map(line => this.words.length / line.words))
    const about = lead.heads.reduce((heads, line) => heads | line.mask, 0)
    // Only those texts are looked at closely that have as much of the query as any here.
    const shares = this.partMasks[order].map(mask => (mask ? this.share(mask | about) : -1)), most = Math.max(...shares)
    const parts = others.filter((_, i) => shares[i + 1] === most).map(part => this.look(part, 1))
    if (lead.mask) parts.push(lead)
    for (const part of parts) part.worth = this.worth(part, part === lead ? 0 : about)
    if (full.length) lead.worth += 1 // the page itself, not a part that says no more
    parts.sort((a, b) => b.worth - a.worth)
    const near = parts.some(part => (part.mask | about) === this.all)
    return { question: this, page, mask, order, near, lead, parts, worth: parts[0].worth + bonus }
  }

  worth(part, about) {
    const n = this.words.length
    return (
      2000 * this.share(part.mask | about) + // all words before some
      400 * this.share(part.mask) +
      (n > 1 && part.run ? (part.run === n ? 800 : (500 * (part.run - 1)) / (n - 1)) : 0) + // a phrase before scattered words
      200 * this.share(part.line.mask) +
      (700 * bits(part.exact & this.marked) + 100 * bits(part.exact & ~this.marked)) / n + // as spelled before folded
      (about && part.heads[0].mask === this.all ? 300 : 0) - // a section's title before its text
      (part.aside ? 400 : 0) -
      (300 * bits(part.mask & ~part.sure)) / n + // whole words before beginnings and guesses
      50 / (1 + (part.to - part.from) / 60)
    )
  }

  /** What a text has of the query, and its best line. `heads`: how many of its first lines are names. */
  look({ id, aside, from, to }, heads) {
    const { texts, isWord } = this.index, { hit, run } = this, n = this.words.length
    const seen = { id, aside, from, to, mask: 0, sure: 0, exact: 0, run: 0, heads: [], line: null, worth: 0 }
    let start = from, mask = 0, longest = 0, words = 0, best = null
    for (let i = from; i <= to; i++) {
      const number = i < to ? texts[i] : 0
      if (!number) {
        // The end of a line. The first one is kept even if it has nothing: something is to be shown.
        if (seen.heads.length < heads || mask || !best) {
          const line = { from: start, to: i, mask, run: longest, words, value: this.sum(mask) + longest }
          if (seen.heads.length < heads) seen.heads.push(line)
          else if (!best || line.value > best.value) best = line
        }
        if (longest > seen.run) seen.run = longest
        if (mask) run.fill(0)
        start = i + 1
        mask = longest = words = 0
      } else if (isWord[number]) {
        words++
        const meant = hit[number]
        if (!meant) {
          if (mask) run.fill(0)
          continue
        }
        // How long the row of the query's words is that ends here with each of them.
        for (let w = n - 1; w >= 0; w--) {
          run[w] = (meant >> w) & 1 ? (w ? run[w - 1] : 0) + 1 : 0
          if (run[w] > longest) longest = run[w]
        }
        mask |= meant
        seen.mask |= meant
        seen.sure |= this.sure[number]
        seen.exact |= this.exact[number]
      }
    }
    seen.line = best ?? seen.heads[0]
    return seen
  }

  /** Where a line is to be marked: at the whole query where it stands there as such, else at each of its words. */
  marks(line) {
    const { texts, isWord } = this.index, n = this.words.length
    const marks = new Set()
    if (line.run < n || n === 1) {
      for (let i = line.from; i < line.to; i++) if (isWord[texts[i]] && this.hit[texts[i]]) marks.add(i)
      return marks
    }
    const at = []
    for (let i = line.from; i < line.to; i++) if (isWord[texts[i]]) at.push(i)
    for (let start = 0; start + n <= at.length; start++)
      if (this.words.every((_, w) => (this.hit[texts[at[start + w]]] >> w) & 1)) for (let w = 0; w < n; w++) marks.add(at[start + w])
    return marks
  }

  /** A line as HTML, its matches marked as they are written; where it is long, what stands around the first. */
  html(line, { whole = false, marked: isMarked = true } = {}) {
    const { texts, spelled, isWord } = this.index
    const marks = isMarked ? this.marks(line) : new Set(), first = marks.size ? Math.min(...marks) : line.from
    let from = line.from, to = line.to
    if (!whole && to - from > SHOWN_WORDS) {
      from = Math.max(from, Math.min(first - 8, to - SHOWN_WORDS))
      while (from > line.from && !isWord[texts[from]]) from--
      to = Math.min(to, from + SHOWN_WORDS)
    }
    let html = from > line.from ? "… " : "", open = false
    for (let i = from; i < to; i++) {
      const word = isWord[texts[i]], gap = i > from && word && isWord[texts[i - 1]] ? " " : ""
      // The sign between two marked words is marked with them.
      const marked = marks.has(i) || (open && !word && marks.has(i + 1))
      html += (open && !marked ? "</mark>" : "") + gap + (marked && !open ? "<mark>" : "") + escaped(spelled[texts[i]])
      open = marked
    }
    return html + (open ? "</mark>" : "") + (to < line.to ? " …" : "")
  }

  /** What the page is to mark: the phrase, or the words, as they are written there. */
  written(line) {
    const { texts, spelled } = this.index
    const words = [...this.marks(line)].map(i => spelled[texts[i]].toLowerCase())
    if (line.run === this.words.length) words.length = Math.min(words.length, line.run)
    return [...new Set(words)].join(" ")
  }
}

/** @param {string} text */
const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

/** A result as Material draws it: the page and its sections; those worth as much as the first are shown, others folded. */
function item(index, { question, page, mask, lead, parts }, rank) {
  const missing = Object.fromEntries(question.words.filter((_, i) => !((mask >> i) & 1)).map(word => [word.typed, false]))
  const document = (part, score) => {
    const { line, id } = part, [head] = part.heads
    // A single word of the query in a line says nothing where the title has more of it.
    const telling = line.value >= head.value || line.run > 1
    const written = question.written(telling ? line : head)
    const text = line === head ? "" : `<p class="jb-found__line">${question.html(line, { marked: telling })}</p>`
    const title = question.html(head, { whole: true })
    return {
      location: `${page.address}${written ? `?h=${encodeURIComponent(written)}` : ""}${id ? `#${id}` : ""}`,
      title: id ? title : title + about(index, question, page, part),
      text,
      score,
      terms: missing,
    }
  }
  const best = parts[0]
  const near = parts.filter(part => part !== lead && part.worth > best.worth - 250)
  const score = 1000 - rank
  if (best === lead)
    return [document(lead, score), ...parts.slice(1, 4).map(part => document(part, score / 2))]
  const shown = near.slice(0, 2)
  const rest = parts.filter(part => part !== lead && !shown.includes(part)).slice(0, 3)
  return [...shown.map(part => document(part, score)), { ...document(lead, 0), text: "" }, ...rest.map(part => document(part, score / 2))]
}

/** Behind a page's title: what kind it is, and to which page it belongs. */
function about(index, question, page, lead) {
  const belongs = lead.heads.at(-1), marked = belongs.mask === question.all
  const within = page.within ? `<span class="jb-found__within">${question.html(belongs, { whole: true, marked })}</span>` : ""
  return ` <span class="jb-found__kind">${escaped(index.kinds[page.kind][1])}</span>${within}`
}

/** The answer to a query. @param {Index} index @param {string} text @param {string} only  a kind, or "" */
function answer(index, text, only) {
  const found = index.find(text)
  const counts = new Map()
  for (const { page } of found) counts.set(page.kind, (counts.get(page.kind) ?? 0) + 1)
  const kinds = [...counts].sort((a, b) => a[0] - b[0]).map(([kind, count]) => [...index.kinds[kind], count])
  if (!kinds.some(([kind]) => kind === only)) only = ""
  const wanted = only ? found.filter(({ page }) => index.kinds[page.kind][0] === only) : found
  const lists = found.length ? [] : index.pages.filter(page => page.list && page.address.split("/").length < 3)
  return {
    items: wanted.slice(0, MOST_RESULTS).map((each, rank) => item(index, each, rank)),
    jb: {
      query: text.trim(), total: wanted.length, all: found.length, kinds, only, say: index.say,
      lists: lists.map(page => [page.address, titleOf(index, page)]),
    },
  }
}

function titleOf(index, page) {
  const question = new Question(index, [])
  return question.html(question.look(page.parts[0], 1).heads[0], { whole: true })
}

/* --- the messages ------------------------------------------------------------------------------------------------- */

let address = "", query = "", only = "", asked = 0
/** @type {Promise<Index> | undefined} */
let loading

/** The index, fetched once, when somebody is about to search. */
function load() {
  return (loading ??= fetch(address)
    .then(response => response.ok ? response.json() : Promise.reject(response.status))
    .then(data => new Index(data))
    .catch(error => { loading = undefined; throw error }))
}

/** Answers the query as it is now; when another came meanwhile, that one is answered. */
async function respond() {
  const mine = ++asked
  let data = { items: [] }
  if (query.trim())
    try {
      data = answer(await load(), query, only)
      only = data.jb.only
    } catch (error) {
      console.warn(error)
    }
  else only = ""
  if (mine === asked) postMessage({ type: RESULT, data })
}

if (typeof WorkerGlobalScope !== "undefined")
  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) {
      address = new URL(`../../../search/${data.config.index}`, location.href).href
      postMessage({ type: READY })
    } else if (type === QUERY) {
      query = data
      respond()
    } else if (type === ONLY) {
      only = data
      respond()
    } else if (type === LOAD && address) load().catch(() => {})
  })

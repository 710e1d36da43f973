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
 * @typedef {{id: string, from: number, to: number}} Part  a text: its anchor, where its numbers lie
 * @typedef {{address: string, kind: number, names: number, within: boolean, list: boolean, parts: Part[]}} Page
 * @typedef {{typed: string, spelled: string, folded: string, marked: boolean, open: boolean}} Word  open: still typed
 * @typedef {{from: number, to: number, mask: number, sure: number, run: number, words: number, first: boolean, value: number}} Line
 */

/** The text in lower case and without marks; the same as `fold` in vietnamese.py. @param {string} text */
const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase()

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

/** The word in lower case with its tone first: over which vowel it stands (hoà, hòa) makes no difference. @param {string} word */
function spelling(word) {
  const letters = word.toLowerCase().normalize("NFD")
  return (letters.match(TONES) ?? []).join("") + letters.replace(TONES, "")
}

/** The other way to write a syllable that ends with i or y alone: ky and ki, quy and qui. @param {string} folded */
const twin = folded => folded.replace(/^(qu|[^aeiouy\d]{1,2})([iy])$/, (_, start, end) => start + (end === "i" ? "y" : "i"))

/** What was meant with the keys of Telex or VNI while the input method was off: quyeets, d9inh5. @param {string} typed */
function unkeyed(typed) {
  // VNI's keys as those of Telex: 6 doubles the vowel before it.
  const keys = typed.replace(/^d(.*)9/, "dd$1").replace(/([aeo])([^aeo]*)6/, "$1$1$2")
    .replace(/[1-5]/g, key => "sfrxj"[+key - 1]).replace(/[78]/g, "w")
  const [, start, rest] = keys.match(/^(dd|qu(?=[aeiouy])|[bcdghklmnpqrstvx]*)([aeiouyw][a-z]*)$/) ?? []
  if (!rest) return null
  // No Vietnamese syllable has these letters after its vowel.
  const tones = rest.match(/[sfrxj]/g) ?? [], plain = rest.replace(/[sfrxjw]/g, ""), hooked = rest.includes("w")
  if (tones.length > 1 || !/^[aeiouy]*(ch|n[gh]|[cmnpt])?$/.test(plain)) return null
  let end = plain.replace(/aa|ee|oo/, pair => pair[0] + "\u0302")
  if (hooked) {
    const vowel = plain.match(/uo|oa|[uoa]/)?.[0] ?? ""
    end = end.replace(vowel, { uo: "ươ", oa: "oă", a: "ă", o: "ơ", u: "ư" }[vowel] ?? "ư")
  }
  const tone = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" }[tones[0]] ?? ""
  const spelled = tone + (start === "dd" ? "đ" : start) + end.normalize("NFD"), folded = fold(spelled)
  return folded === typed ? null : { spelled, folded, marked: true }
}

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

/** Where a row of words stands in another, or -1. @param {Word[]} row @param {Word[]} words */
function standsAt(row, words) {
  for (let at = 0; row.length && at + row.length <= words.length; at++)
    if (row.every((word, i) => word.folded === words[at + i].folded)) return at
  return -1
}

/** What asks and says nothing of what is meant. */
const ASKING = ["là gì", "là ai", "là sao", "thế nào", "như thế nào", "ở đâu", "what is", "who is", "how to"]

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
    return { typed: word, spelled: spelling(word), folded, marked: folded !== word, open: stillTyping && i === typed.length - 1 }
  })
}

class Index {
  /** @param {any} data  what index.py packed */
  constructor(data) {
    this.kinds = data.kinds
    this.say = data.say
    this.spelled = ["\n", ...data.words.split("\n")]
    this.spellings = this.spelled.map(spelling)
    this.isWord = Uint8Array.from(this.spelled, word => (word.search(WORD) === 0 ? 1 : 0))
    this.isPause = Uint8Array.from(this.spelled, word => (word.includes(" ") ? 1 : 0))
    /** @type {Map<string, number[]>} folded words → their numbers */
    this.numbers = new Map()
    this.spelled.forEach((word, number) => {
      if (!this.isWord[number]) return
      const folded = fold(word), numbers = this.numbers.get(folded)
      if (numbers) numbers.push(number)
      else this.numbers.set(folded, [number])
    })
    this.folded = [...this.numbers.keys()].sort()
    this.same = data.same.map(group => group.map(wordsOf))
    this.kindNames = data.kinds.map(kind => kind.map(wordsOf))
    this.asking = ASKING.map(wordsOf)
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
        parts.push({ id: data.ids[texts[i]], from, to: end })
      }
      this.pages.push({ address, kind, names: Math.abs(names), within: names < 0, list: !!list, parts })
    }
  }

  /** Where the words begin that don't stand before a folded one. @param {string} folded */
  firstFrom(folded) {
    let low = 0, high = this.folded.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.folded[middle] < folded) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Whether the book has the word, or, while it is typed, one that begins so. @param {{folded: string, open: boolean}} word */
  has({ folded, open }) {
    return this.numbers.has(folded) || this.numbers.has(twin(folded)) || (open && !!this.folded[this.firstFrom(folded)]?.startsWith(folded))
  }

  /** The word as it was meant, if the keys of an input method are in it and the book has what they make. @param {Word} word */
  meant(word) {
    const meant = { ...word, ...unkeyed(word.typed) }
    return this.has(meant) ? meant : word
  }

  /** The numbers that a word may mean, and whether each is only a guess. @param {Word} word @param {boolean} slips */
  meanings(word, slips) {
    /** @type {Map<number, boolean>} */
    const found = new Map()
    const take = (folded, guess) => this.numbers.get(folded)?.forEach(each => found.has(each) || found.set(each, guess))
    take(word.folded, false)
    take(twin(word.folded), true)
    if (word.open) for (let at = this.firstFrom(word.folded); this.folded[at]?.startsWith(word.folded); at++) take(this.folded[at], true)
    if (word.folded.length >= LEAST_FOR_SLIPS && (slips || !found.size))
      for (const folded of this.folded) if (oneSlip(word.folded, folded)) take(folded, true)
    return found
  }

  /** The results of a query, best first; at least one way to understand it. @param {string} text */
  find(text) {
    const typed = wordsOf(text)
    if (!typed.length) return []
    let words = typed.map(word => (this.has(word) ? word : this.meant(word)))
    let asked = new Question(this, words), found = asked.results(true)
    if (!found.length && typed.some(word => unkeyed(word.typed))) {
      // By chance, the book also has a word that was typed: max for mã.
      const other = typed.map(word => this.meant(word)), question = new Question(this, other), meant = question.results(true)
      if (meant.length) [words, asked, found] = [other, question, meant]
    }
    const others = this.otherWays(words).flatMap(({ way, needs, handicap }) => new Question(this, way, false, handicap, needs).results(true))
    let all = best([...found, ...others])
    // All words in one section say more than all words somewhere on a page, and these more than some of the words.
    const near = all.filter(result => result.near)
    if (near.length >= ENOUGH) all = near
    else if (!all.length) all = new Question(this, words, true).results(true)
    if (all.length < ENOUGH) all = best([...all, ...asked.results(false)])
    return all.sort((a, b) => b.worth - a.worth || a.page.kind - b.page.kind || a.order - b.order)
  }

  /** The query without what only asks, or with a name in it replaced by another of the same thing. @param {Word[]} words */
  otherWays(words) {
    const ways = []
    const without = (row, at, other) => [...words.slice(0, at), ...other.map(word => ({ ...word, open: false })), ...words.slice(at + row.length)]
    for (const row of this.asking) {
      const at = standsAt(row, words)
      if (at >= 0 && row.length < words.length) ways.push({ way: without(row, at, []), needs: 1, handicap: 0 })
    }
    for (const group of this.same)
      for (const name of group) {
        const at = standsAt(name, words)
        for (const other of at < 0 ? [] : group)
          if (other !== name && ways.length < 4) ways.push({ way: without(name, at, other).slice(0, MOST_WORDS), needs: other.length, handicap: 1500 })
      }
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
        const spelled = index.spellings[number]
        if (spelled === word.spelled || (word.open && spelled.startsWith(word.spelled))) this.exact[number] |= 1 << i
      }
    })
    /** Which words each text has, and each page. */
    const brief = !slips && words.length === 1 && words[0].open && words[0].typed.length === 1 // one letter: names will do
    this.partMasks = index.pages.map(page => page.parts.map((part, i) => (brief && i ? 0 : this.maskOf(part.from, part.to))))
    /** Where a kind is named beside what is looked for, its pages have these words too. */
    this.kindMasks = index.kindNames.map(names => names.reduce((mask, name) => {
      const at = name.length < words.length ? standsAt(name, words) : -1
      return at < 0 ? mask : mask | (((1 << name.length) - 1) << at)
    }, 0))
    this.masks = this.partMasks.map((masks, order) => {
      const mask = masks.reduce((mask, each) => mask | each, 0)
      return mask && mask | this.kindMasks[index.pages[order].kind]
    })
    /** Rare words say more; one that nobody says is as likely a slip. */
    this.rarity = words.map((_, i) => {
      const pages = this.masks.reduce((count, mask) => count + ((mask >> i) & 1), 0)
      return Math.log(1 + (pages ? this.masks.length / pages : 4))
    })
    this.whole = this.sum(this.all)
    this.run = new Uint8Array(words.length)
    this.unbroken = new Uint8Array(words.length)
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
    const kind = this.kindMasks[page.kind], length = this.words.length - bits(kind)
    const named = lead.heads.slice(0, page.within ? -1 : undefined)
    let bonus = 300 * this.share(mask) + (kind ? 300 : 0) - this.handicap
    const full = named.filter(line => (line.mask | kind) === this.all)
    const equal = full.some(line => line.words === length)
    if (page.list) bonus += equal ? 300 : -700
    else if (full.length) bonus += 600 + 300 * Math.max(...full.map(line => length / line.words)) + (full.some(line => line.first) ? 200 : 0)
    else bonus += 300 * Math.max(...named.map(line => this.share(line.sure)))
    const about = lead.heads.reduce((heads, line) => heads | line.mask, kind)
    // Only those texts are looked at closely that have as much of the query as any here.
    const shares = this.partMasks[order].map(mask => (mask ? this.share(mask | about) : -1)), most = Math.max(...shares)
    const parts = others.filter((_, i) => shares[i + 1] === most).map(part => this.look(part, 1))
    if (lead.mask) parts.push(lead)
    for (const part of parts) part.worth = this.worth(part, part === lead ? kind : about)
    // The page itself, not a part that says no more; and a summary that says all of it.
    if (full.length) lead.worth += 1
    else if (lead.run === this.words.length && lead.run > 1) lead.worth += 200
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
      (n > 1 && part.whole === n ? 200 : 0) + // whole words without a sign between them before their beginnings
      200 * this.share(part.line.mask) +
      (700 * bits(part.exact & this.marked) + 100 * bits(part.exact & ~this.marked)) / n + // as spelled before folded
      (part.heads[0].mask & ~about && (part.heads[0].mask | about) === this.all ? 300 : 0) - // a section's title before its text
      (300 * bits(part.mask & ~part.sure)) / n + // whole words before beginnings and guesses
      50 / (1 + (part.to - part.from) / 60)
    )
  }

  /** What a text has of the query, and its best line. `heads`: how many of its first lines are names. */
  look({ id, from, to }, heads) {
    const { texts, isWord, isPause } = this.index, { hit, run, unbroken } = this, n = this.words.length
    const seen = { id, from, to, mask: 0, sure: 0, exact: 0, run: 0, whole: 0, heads: [], line: null, worth: 0 }
    let start = from, mask = 0, sure = 0, longest = 0, words = 0, best = null
    for (let i = from; i <= to; i++) {
      const number = i < to ? texts[i] : 0
      if (!number) {
        // The end of a line. The first one is kept even if it has nothing: something is to be shown.
        if (seen.heads.length < heads || mask || !best) {
          const line = { from: start, to: i, mask, sure, run: longest, words, first: hit[texts[start]] > 0, value: this.sum(mask) + longest }
          if (seen.heads.length < heads) seen.heads.push(line)
          else if (!best || line.value > best.value) best = line
        }
        if (longest > seen.run) seen.run = longest
        if (mask) run.fill(0), unbroken.fill(0)
        start = i + 1
        mask = sure = longest = words = 0
      } else if (isWord[number]) {
        words++
        const meant = hit[number]
        if (!meant) {
          if (mask) run.fill(0), unbroken.fill(0)
          continue
        }
        // How long the row of the query's words is that ends here with each of them.
        for (let w = n - 1; w >= 0; w--) {
          run[w] = (meant >> w) & 1 ? (w ? run[w - 1] : 0) + 1 : 0
          if (run[w] > longest) longest = run[w]
          unbroken[w] = (this.sure[number] >> w) & 1 ? (w ? unbroken[w - 1] : 0) + 1 : 0
          if (unbroken[w] > seen.whole) seen.whole = unbroken[w]
        }
        mask |= meant
        seen.mask |= meant
        sure |= this.sure[number]
        seen.sure |= this.sure[number]
        seen.exact |= this.exact[number]
      } else if (isPause[number]) unbroken.fill(0)
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
  // Where the whole phrase stands in a line, single words of it in a title say nothing.
  const phrase = question.words.length > 1 && parts[0].run === question.words.length
  const document = (part, score) => {
    const { line, id } = part, [head] = part.heads
    // A single word of the query in a line says nothing where the title has more of it.
    const telling = line.value >= head.value || line.run > 1
    const written = question.written(telling ? line : head)
    const text = line === head ? "" : `<p class="jb-found__line">${question.html(line, { marked: telling })}</p>`
    const title = question.html(head, { whole: true, marked: !phrase || head.run === question.words.length })
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

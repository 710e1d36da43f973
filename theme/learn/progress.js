/* What a learner has done, kept in this browser and nowhere else.

   jbProgress.record(id, right)   an answer: missed questions come back after 1, 7, 16 and 35 calendar days; right on its
                                  day sends one to the next box, right in the last box means learned, wrong begins anew.
   jbProgress.due()               the ids of the questions that come back today or should have come before.
   jbProgress.answer(id)          { at, right, box, due } or undefined.
   jbProgress.mark(id, done)      a step of a track as done or not done.
   jbProgress.done(id)            the time at which a step was done, or undefined.
   jbProgress.follow(key, state)  how far a track is, for the team's table: { title, done, steps, right, questions, version }.
   jbProgress.name                what learners call themselves; may be set.
   jbProgress.kept                whether the browser keeps it; if not, it holds for this visit alone.
   jbProgress.file()              all of it as text of a file; jbProgress.merge(text) takes such a file in: of each item
                                  the newer one stays. Throws what isn't such a file. jbProgress.read(text) only reads.

   Ids are the same in every language. Items of things that the book no longer has stay and are simply not asked for. */

const jbProgress = (() => {
  const PLACE = "journeybook.progress", FORMAT = 1, BOXES = [1, 7, 16, 35]
  let visit, kept = true

  const dayOf = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
  const dayAfter = (days) => {
    const now = new Date()
    return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)) // days, not hours: clocks change
  }
  const empty = () => ({ name: "", items: new Map(), tracks: new Map() })
  const isCount = (value) => Number.isInteger(value) && value >= 0
  const isText = (value) => typeof value === "string" && value.length <= 300
  const isItem = (item) =>
    isText(item?.at) && !Number.isNaN(Date.parse(item.at)) &&
    (typeof item.done === "boolean" ||
      (typeof item.right === "boolean" && isCount(item.box) && item.box <= BOXES.length && (!item.box || /^\d{4}-\d\d-\d\d$/.test(item.due))))
  const isTrack = (track) =>
    isText(track?.title) && isText(track.at) && isText(track.version) &&
    [track.done, track.steps, track.right, track.questions].every(isCount)

  // Whoever made the text: only what has the right shape is taken.
  const read = (text) => {
    const said = JSON.parse(text)
    if (said?.format !== FORMAT || typeof said.items !== "object") throw new Error(said?.format > FORMAT ? "newer" : "foreign")
    const fitting = (all, fits) => new Map(Object.entries(all ?? {}).filter(([id, each]) => isText(id) && fits(each)))
    return { name: isText(said.name) ? said.name : "", items: fitting(said.items, isItem), tracks: fitting(said.tracks, isTrack) }
  }
  const written = ({ name, items, tracks }) =>
    JSON.stringify({ format: FORMAT, name, items: Object.fromEntries(items), tracks: Object.fromEntries(tracks) })

  // Read anew each time: another tab may have written.
  const load = () => {
    if (!kept) return visit
    let text
    try {
      text = localStorage.getItem(PLACE)
      if (!visit) localStorage.setItem(`${PLACE}.try`, "")
      localStorage.removeItem(`${PLACE}.try`)
    } catch {
      kept = false
      return (visit ??= empty())
    }
    try {
      return (visit = text ? read(text) : empty())
    } catch (error) {
      // What a newer version wrote isn't touched; what is broken is set aside.
      if (error.message === "newer") kept = false
      else {
        try { localStorage.setItem(`${PLACE}.broken`, text) } catch { /* no room for it */ }
      }
      return (visit = empty())
    }
  }
  const change = (how) => {
    const all = load()
    how(all)
    visit = all
    if (!kept) return
    try {
      localStorage.setItem(PLACE, written(all))
    } catch {
      kept = false
    }
  }

  return {
    read,
    record(id, right) {
      change(({ items }) => {
        const before = items.get(id)
        let box = before?.box ?? 0, due = before?.due
        if (!right) [box, due] = [1, dayAfter(BOXES[0])]
        else if (box && due <= dayAfter(0)) {
          box = box < BOXES.length ? box + 1 : 0
          due = box ? dayAfter(BOXES[box - 1]) : undefined
        }
        items.set(id, { at: new Date().toISOString(), right, box, due })
      })
    },
    due() {
      const today = dayAfter(0)
      return [...load().items].filter(([, each]) => each.box && each.due <= today).map(([id]) => id)
    },
    answer: (id) => load().items.get(id),
    mark: (id, done) => change(({ items }) => items.set(id, { at: new Date().toISOString(), done })),
    done(id) {
      const item = load().items.get(id)
      return item?.done ? item.at : undefined
    },
    follow: (key, state) => change(({ tracks }) => tracks.set(key, { ...state, at: new Date().toISOString() })),
    get name() { return load().name },
    set name(name) { change((all) => { all.name = name.slice(0, 100) }) },
    get kept() {
      load()
      return kept
    },
    file: () => written(load()),
    merge(text) {
      const other = read(text)
      change((all) => {
        all.name ||= other.name
        for (const part of ["items", "tracks"])
          for (const [id, each] of other[part])
            if (!(Date.parse(all[part].get(id)?.at) >= Date.parse(each.at))) all[part].set(id, each)
      })
    },
  }
})()

/* A story by keys and buttons; swiping needs no script. The scene that is shown stands in the address. */
const begin = (story) => {
  story.dataset.on = ""
  const scenes = [...story.children]
  const dots = [...document.querySelectorAll(".jb-story__dots a")]
  const calm = matchMedia("(prefers-reduced-motion: reduce)")
  let at = Math.max(0, scenes.findIndex((each) => each.id === decodeURIComponent(location.hash.slice(1))))

  const mark = () => {
    dots.forEach((each, number) => number === at ? each.setAttribute("aria-current", "step") : each.removeAttribute("aria-current"))
    dots[at].scrollIntoView({ inline: "center", block: "nearest" })
  }
  // Keys that come while it is still moving have the last word; only a finger leads elsewhere than where it was sent.
  let sent = false
  const go = (number, how) => {
    at = Math.min(Math.max(number, 0), scenes.length - 1)
    const left = scenes[at].offsetLeft - story.offsetLeft
    sent = how !== "instant" && Math.abs(left - story.scrollLeft) > 1
    story.scrollTo({ left, behavior: how ?? (calm.matches ? "instant" : "smooth") })
    mark()
    const address = new URL(location)
    address.hash = at ? scenes[at].id : ""
    history.replaceState(history.state, "", address)
  }

  story.addEventListener("scrollend", () => {
    const number = Math.round(story.scrollLeft / story.clientWidth)
    if (number !== at) go(sent ? at : number, "instant")
    sent = false
  })
  dots.forEach((each, number) => {
    each.onclick = (event) => { event.preventDefault(); go(number) }
  })
  const keys = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity }
  const pressed = (event) => {
    if (!story.isConnected) return removeEventListener("keydown", pressed, true)
    if (!(event.key in keys) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.target.closest("input, select, textarea, button, summary, [contenteditable]")) return
    if (event.key === " " && event.target.closest("a")) return
    event.preventDefault()
    event.stopPropagation()
    go(at + keys[event.key])
  }
  addEventListener("keydown", pressed, true)
  addEventListener("resize", () => story.isConnected && go(at, "instant"))
  go(at, "instant")
}

document.querySelectorAll(".jb-story:not([data-on])").forEach(begin)

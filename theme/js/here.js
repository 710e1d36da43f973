/* The section that is being read, as the end of an address: "#goals"; empty at the top of a page. */
const jbHere = () => {
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const top = named ? named.getBoundingClientRect().top : NaN
  if (top > -innerHeight && top < innerHeight) return location.hash
  if (scrollY < 50) return ""
  let found = ""
  for (const heading of document.querySelectorAll("article :is(h2, h3)[id]"))
    if (heading.offsetParent && heading.getBoundingClientRect().top < innerHeight / 3) found = `#${heading.id}`
  return found
}

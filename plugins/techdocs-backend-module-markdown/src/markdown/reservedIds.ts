/**
 * Ids that the reader would throw away.
 *
 * The TechDocs reader cleans every page with DOMPurify, whose protection against DOM clobbering drops each `id`
 * that is also a property of `document` or of a form element. A heading "Links" would therefore have no anchor and every
 * link to it would go nowhere, silently. Those ids get the suffix `-section`, and so do the links to them.
 *
 * The list is what Chromium 156 answers for the lower-case names on the prototype chains of `document` and `<form>`, plus
 * the camel-case ones that somebody could plausibly write by hand. Event handlers (`onclick`) are listed by event: a rule for
 * everything that begins with "on" would also rename "One" and "Online".
 */
const RESERVED = new Set(
  `__proto__ action after all anchors animate append applets attributes autocapitalize autocomplete autocorrect
  autofocus before blur body charset children clear click close closest constructor contains cookie dataset dir doctype
  domain draggable elements embeds encoding enctype evaluate focus fonts forms fullscreen head hidden id images
  implementation inert lang length links location matches method name nonce normalize open part plugins popover prefix
  prepend prerendering pseudo referrer rel remove reset role scripts scroll slot spellcheck style submit target timeline
  title translate when write writeln acceptCharset activeElement baseURI childNodes className classList compatMode
  contentType currentScript defaultView designMode documentElement documentURI firstChild innerHTML innerText isConnected
  lastChild lastModified localName namespaceURI nextSibling noValidate nodeName nodeType nodeValue outerHTML
  ownerDocument parentElement parentNode previousSibling readyState rootElement scrollTop styleSheets tabIndex tagName
  textContent toString valueOf hasOwnProperty visibilityState`.split(/\s+/),
);

const EVENTS = new Set(
  `abort animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut
  beforeinput beforematch beforepaste beforetoggle beforeunload beforexrselect blur cancel canplay
  canplaythrough change click close command contentvisibilityautostatechange contextlost contextmenu
  contextrestored copy cuechange cut dblclick drag dragend dragenter dragexit dragleave dragover dragstart
  drop durationchange emptied ended error focus formdata freeze fullscreenchange fullscreenerror
  gotpointercapture input invalid keydown keypress keyup load loadeddata loadedmetadata loadend loadstart
  lostpointercapture mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel paste
  pause play playing pointercancel pointerdown pointerenter pointerleave pointerlockchange pointerlockerror
  pointermove pointerout pointerover pointerrawupdate pointerup prerenderingchange progress ratechange
  readystatechange reset resize resume scroll scrollend scrollsnapchange scrollsnapchanging search
  securitypolicyviolation seeked seeking select selectionchange selectstart slotchange stalled submit suspend
  timeupdate toggle touchcancel touchend touchmove touchstart transitioncancel transitionend transitionrun
  transitionstart visibilitychange volumechange waiting webkitanimationend webkitanimationiteration
  webkitanimationstart webkitfullscreenchange webkitfullscreenerror webkittransitionend wheel`.split(
    /\s+/,
  ),
);

/** Whether the reader would drop this id. */
export function isReservedId(id: string): boolean {
  return RESERVED.has(id) || (id.startsWith('on') && EVENTS.has(id.slice(2)));
}

/** The id under which a heading survives the reader: unchanged, or with the suffix `-section`. */
export function safeId(id: string): string {
  return isReservedId(id) ? `${id}-section` : id;
}

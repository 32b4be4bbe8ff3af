// The hands of the timeline: dragging over it, its two handles, its keys. What they lead to are the links of its bars,
// so that nothing here knows how an address is written; what is drawn in the end is drawn from the address.
(() => {
  const $ = (selector) => document.querySelector(selector);
  const root = document.documentElement;
  // A bar narrower than this, in pixels, is not hit by a finger that aims at it.
  const FINGER = 14;
  // So far, in pixels, a pointer moves before it drags.
  const SLOP = 4;

  const line = () => $(".timeline ol");
  const bars = () => [...document.querySelectorAll(".timeline .bar")];
  const years = () => [...document.querySelectorAll(".timeline .year")];
  /** Where months are too narrow for a finger, years lie over them. */
  const areYears = () => bars()[0]?.offsetWidth === 0;
  /** The links that are there to be pressed. */
  const pressed = () => (areYears() ? years() : bars());
  const asked = (bar) => new URL(bar.href).searchParams.get("from");
  const clamp = (at, most) => Math.max(0, Math.min(most, at));

  /** The bars that are chosen: the first, the last, and whether any are. */
  const chosen = (all) => {
    const are = all.map((bar) => bar.hasAttribute("aria-current"));
    const first = are.indexOf(true);
    return first < 0 ? [0, all.length - 1, false] : [first, are.lastIndexOf(true), true];
  };

  /** Shows a span: its tint, its handles; what is said of it. */
  const show = (all, first, last, is) => {
    const tint = $(".timeline .span");
    tint.setAttribute("x", 10 * first);
    tint.setAttribute("width", is ? 10 * (last + 1 - first) : 0);
    for (const handle of document.querySelectorAll(".timeline .handle")) {
      const from = handle.dataset.edge === "from";
      const at = from ? first : last;
      handle.style.left = `${(100 * (from ? first : last + 1)) / all.length}%`;
      handle.setAttribute("aria-valuemax", all.length - 1);
      handle.setAttribute("aria-valuenow", at);
      handle.setAttribute("aria-valuetext", all[at].getAttribute("aria-label"));
      handle.toggleAttribute("data-idle", !is);
    }
  };
  /** Shows what the address says. */
  const settle = () => {
    const all = bars();
    if (all.length) show(all, ...chosen(all));
  };
  /** Says in the two fields what would be chosen, or what is. */
  const say = (from, to) => {
    for (const [name, value] of [["from", from], ["to", to]]) {
      const field = $(`.dates input[name=${name}]`);
      field.dataset.is ??= field.value;
      field.value = value ?? field.dataset.is;
      if (value === undefined) delete field.dataset.is;
    }
  };

  const follow = (href, replace) => {
    const link = document.createElement("a");
    link.href = href;
    link.dataset.noscroll = "";
    link.replace = replace;
    document.body.append(link);
    link.click();
    link.remove();
  };
  /** Chooses from one bar to another. `stay`: the same bars are shown afterwards. */
  const choose = (all, one, other, { replace = false, stay = false } = {}) => {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    const url = new URL(all[first].href);
    url.searchParams.set("to", new URL(all[last].href).searchParams.get("to"));
    // From end to end of all that there is: no period at all.
    if (first === 0 && last === all.length - 1 && !$(".timeline .way")) {
      url.searchParams.delete("from");
      url.searchParams.delete("to");
    }
    root.toggleAttribute("data-hold", stay);
    follow(url.href, replace);
  };

  // What is under way: where it began, where it is, which end stays.
  let drag;
  // A click that ends a drag is none.
  let dragged = false;
  const at = (all, x) => {
    const box = line().getBoundingClientRect();
    return clamp(Math.floor(((x - box.left) / box.width) * all.length), all.length - 1);
  };
  const stop = () => {
    drag = undefined;
    say();
    settle();
  };
  document.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.button !== 0 || !event.isPrimary || !event.target.closest) return;
    const handle = event.target.closest(".timeline .handle");
    const all = bars();
    if (!handle && !event.target.closest(areYears() ? ".timeline .year" : ".timeline .bar")) return;
    const [first, last] = chosen(all);
    const from = at(all, event.clientX);
    const fixed = handle ? (handle.dataset.edge === "from" ? last : first) : from;
    drag = { pointer: event.pointerId, x: event.clientX, fixed, to: fixed, handle };
    if (handle) drag.to = handle.dataset.edge === "from" ? first : last;
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.moves && Math.abs(event.clientX - drag.x) < SLOP) return;
    const all = bars();
    if (!drag.moves) {
      drag.moves = true;
      // Wherever the pointer goes from here on, it is the timeline's.
      line().setPointerCapture(event.pointerId);
    }
    event.preventDefault();
    drag.to = at(all, event.clientX);
    const [first, last] = [Math.min(drag.fixed, drag.to), Math.max(drag.fixed, drag.to)];
    show(all, first, last, true);
    say(asked(all[first]), asked(all[last]));
  });
  document.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { moves, fixed, to, handle } = drag;
    stop();
    if (!moves) {
      // A handle at rest stands before a bar, which is what is meant.
      if (handle?.hasAttribute("data-idle")) {
        const all = pressed();
        all[at(all, event.clientX)].click();
      }
      return;
    }
    dragged = true;
    choose(bars(), fixed, to, { stay: !!handle });
  });
  document.addEventListener("pointercancel", () => drag && stop());
  // A finger that goes along the timeline does not scroll the page: the links' own dragging is not wanted either.
  document.addEventListener("dragstart", (event) => event.target.closest?.(".timeline") && event.preventDefault());

  // The place that the focus had among bars that are no longer there.
  let refocus = false;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".timeline a");
    if (dragged && event.target.closest?.(".timeline")) {
      dragged = false;
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    link.dataset.noscroll = "";
    root.removeAttribute("data-hold");
    refocus = true;
    const isFinger = event.pointerType === "touch" && link.matches(".bar") && link.offsetWidth < FINGER;
    if (isFinger && !$(".timeline .way")) {
      // Its year: there the months are wide enough.
      const year = asked(link).slice(0, 4);
      const url = new URL(link.href);
      url.searchParams.set("from", year);
      url.searchParams.set("to", year);
      event.preventDefault();
      event.stopImmediatePropagation();
      follow(url.href, false);
    }
  }, true);

  /** So many bars are a step: a year of months, a quarter, a week. */
  const step = (all) => {
    const month = asked(all[0]).length === 10;
    return $(".timeline .way") ? (month ? 7 : 3) : asked(all[0]).length === 4 ? 10 : 12;
  };
  // Where a stretched period began.
  let anchor;
  const alongLinks = (event, all, here) => {
    const moves = { ArrowLeft: -1, ArrowRight: 1, PageUp: -step(all), PageDown: step(all), Home: -all.length, End: all.length };
    if (event.key === " ") {
      event.preventDefault();
      return all[here].click();
    }
    if (!(event.key in moves)) return;
    event.preventDefault();
    const to = clamp(here + moves[event.key], all.length - 1);
    for (const one of all) one.tabIndex = -1;
    all[to].tabIndex = 0;
    all[to].focus();
    if (!event.shiftKey) {
      anchor = undefined;
      return;
    }
    // The first step is a choice, those that follow are one with it.
    const replace = anchor !== undefined;
    anchor ??= here;
    choose(all, anchor, to, { replace, stay: true });
  };
  // The handle that was moved last: its further steps are one with the first.
  let moved;
  const alongHandle = (event, all, handle) => {
    const by = event.shiftKey ? step(all) : 1;
    const big = step(all);
    const moves = {
      ArrowLeft: -by, ArrowDown: -by, ArrowRight: by, ArrowUp: by, PageDown: -big, PageUp: big, Home: -all.length, End: all.length,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const [first, last] = chosen(all);
    const from = handle.dataset.edge === "from";
    const to = (from ? first : last) + moves[event.key];
    // One handle does not pass the other.
    const span = from ? [clamp(to, last), last] : [first, Math.max(first, clamp(to, all.length - 1))];
    if (span[0] === first && span[1] === last) return;
    choose(all, ...span, { replace: moved === handle, stay: true });
    moved = handle;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) return stop();
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest?.(".timeline")) return;
    if (event.target.matches(".handle")) return alongHandle(event, bars(), event.target);
    const all = event.target.matches(".year") ? years() : bars();
    const here = all.indexOf(event.target);
    if (here >= 0) alongLinks(event, all, here);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === moved) moved = undefined;
    const isLink = (element) => element?.matches?.(".timeline ol a");
    if (isLink(event.target) && !isLink(event.relatedTarget)) anchor = undefined;
  });

  // Whatever changes the bars, the handles follow.
  let due = false;
  const later = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      if (drag?.moves) return;
      settle();
      const all = pressed();
      if (refocus && all.length && document.activeElement === document.body) all[0].focus({ preventScroll: true });
      refocus &&= document.activeElement === document.body;
    });
  };
  new MutationObserver(later).observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-current"] });
  settle();
})();

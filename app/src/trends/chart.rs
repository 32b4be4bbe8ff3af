//! The drawing: a line for each curve. Whole numbers only; colour is never all that tells lines apart.

use super::TrendsView;
use leptos::prelude::*;

/// The drawing's size and its margins, in its own units.
const WIDTH: u32 = 720;
const HEIGHT: u32 = 260;
const LEFT: u32 = 40;
const RIGHT: u32 = 12;
const TOP: u32 = 12;
const BOTTOM: u32 = 28;
/// About so many years have room for their name.
const MOST_YEARS: usize = 14;

/// Steps of a scale that people count in: the largest, and how far apart.
fn scale(most: u32) -> (u32, u32) {
    let mut unit = 1_u32;
    loop {
        for step in [unit, 2 * unit, 5 * unit] {
            if step.saturating_mul(5) >= most {
                return (most.max(1).div_ceil(step) * step, step);
            }
        }
        unit *= 10;
    }
}

/// The curves over the years. It says nothing that the table beside it does not.
pub(super) fn chart(view: &TrendsView) -> AnyView {
    let most = view.curves.iter().flat_map(|curve| &curve.posts).copied().max().unwrap_or(0);
    let (top, step) = scale(most);
    let last = u32::try_from(view.years.len().saturating_sub(1)).unwrap_or(0).max(1);
    let x = move |at: usize| LEFT + (WIDTH - LEFT - RIGHT) * u32::try_from(at).unwrap_or(0) / last;
    let y = move |count: u32| HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * count / top;
    let lines: Vec<_> = (0..=top / step)
        .map(|nth| {
            let y = y(nth * step);
            view! {
                <path class="rule" d=format!("M{LEFT} {y}H{}", WIDTH - RIGHT)></path>
                <text x=LEFT - 8 y=y + 4 text-anchor="end">{(nth * step).to_string()}</text>
            }
        })
        .collect();
    let every = view.years.len().div_ceil(MOST_YEARS).max(1);
    let years: Vec<_> = view
        .years
        .iter()
        .enumerate()
        .filter(|(at, _)| at % every == 0)
        .map(|(at, (year, _))| {
            view! { <text x=x(at) y=HEIGHT - 8 text-anchor="middle">{year.to_string()}</text> }
        })
        .collect();
    let curves: Vec<_> = view
        .curves
        .iter()
        .enumerate()
        .map(|(nth, curve)| {
            let points: Vec<String> = curve
                .posts
                .iter()
                .enumerate()
                .map(|(at, count)| format!("{} {}", x(at), y(*count)))
                .collect();
            let marks: Vec<_> =
                curve.posts.iter().enumerate().map(|(at, count)| mark(nth, x(at), y(*count))).collect();
            view! {
                <g class=format!("curve c{nth}")>
                    <path class="line" d=format!("M{}", points.join("L"))></path>
                    {marks}
                </g>
            }
        })
        .collect();
    view! {
        <svg class="trends-chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true">
            {lines}
            {years}
            {curves}
        </svg>
    }
    .into_any()
}

/// A point of a curve: a disc, a square, a diamond.
fn mark(nth: usize, x: u32, y: u32) -> AnyView {
    let shape = match nth {
        0 => format!("M{} {y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", x - 4),
        1 => format!("M{} {}h7v7h-7z", x - 3, y.saturating_sub(3)),
        _ => format!("M{x} {}l5 5l-5 5l-5-5z", y.saturating_sub(5)),
    };
    view! { <path class="mark" d=shape></path> }.into_any()
}

/// The sign of a curve beside its name.
pub(super) fn sign(nth: usize) -> AnyView {
    view! {
        <svg class=format!("sign curve c{nth}") viewBox="0 0 32 12" aria-hidden="true">
            <path class="line" d="M0 6H32"></path>
            {mark(nth, 16, 6)}
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn a_scale_counts_in_steps_of_people_and_holds_the_most() {
        for (most, expected) in [
            (0, (1, 1)),
            (1, (1, 1)),
            (5, (5, 1)),
            (7, (8, 2)),
            (23, (25, 5)),
            (48, (50, 10)),
            (101, (150, 50)),
            (1_200, (1_500, 500)),
        ] {
            let (top, step) = scale(most);
            assert_eq!((top, step), expected, "{most}");
            assert!(top >= most && top % step == 0 && top / step <= 6);
        }
    }
}

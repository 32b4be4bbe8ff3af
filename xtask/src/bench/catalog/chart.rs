//! The chart: p95 of two questions, engine by engine and size by size, on a logarithmic scale. An SVG of our own, which
//! looks well on light and dark pages.

use serde_json::Value;

use super::figures::{number, posts, sizes, time};
use super::report::ENGINES;

const WIDTH: f64 = 860.0;
const LEFT: f64 = 240.0;
const RIGHT: f64 = 110.0;
const ROW: f64 = 15.0;
const BAR: f64 = 10.0;
/// From a tenth of a microsecond to a hundred seconds, in ms.
const LEAST: f64 = 1e-4;
const MOST: f64 = 1e5;

/// The chart of a run.
pub fn draw(figures: &Value) -> String {
    let mut bars = String::new();
    let mut y = 30.0;
    for size in sizes(figures) {
        for (kind, title) in [("source", "a source toggled, all counts"), ("word", "one word, ranked")] {
            let rows = rows(figures, size, kind);
            if rows.is_empty() {
                continue;
            }
            bars.push_str(&text(10.0, y, "start", "h", &format!("{} posts: {title}", posts(size))));
            y += ROW + 3.0;
            for (title, ms) in rows {
                bars.push_str(&bar(y, title, ms));
                y += ROW;
            }
            y += ROW;
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {:.0}\" role=\"img\" \
         aria-label=\"p95 in the browser, engine by engine; each step to the right is ten times as long\">\n\
         <style>text{{font:11px sans-serif;fill:#555}}.h{{font-weight:bold;font-size:12px}}.b{{fill:#8a94a6}}\
         .o{{fill:#b4412c}}@media(prefers-color-scheme:dark){{text{{fill:#bbb}}}}</style>\n\
         {}{bars}{}</svg>\n",
        y + 10.0,
        grid(y),
        text(LEFT, y, "start", "", "p95 in Chromium; each line to the right is ten times as long"),
    )
}

fn rows(figures: &Value, size: u64, kind: &str) -> Vec<(&'static str, f64)> {
    let p95 = |engine: &str| number(figures, &format!("browser.sizes.{size}.{engine}.kinds.{kind}.p95"));
    ENGINES.into_iter().filter_map(|(engine, title)| Some((title, p95(engine)?))).collect()
}

/// Where a time ends on the scale.
fn x_of(ms: f64) -> f64 {
    let share = (ms.clamp(LEAST, MOST) / LEAST).log10() / (MOST / LEAST).log10();
    LEFT + share * (WIDTH - LEFT - RIGHT)
}

fn bar(y: f64, title: &str, ms: f64) -> String {
    let ours = title.starts_with("**");
    let width = (x_of(ms) - LEFT).max(1.0);
    let class = if ours { "o" } else { "b" };
    let rectangle = format!(
        "<rect class=\"{class}\" x=\"{LEFT}\" y=\"{:.0}\" width=\"{width:.1}\" height=\"{BAR}\"/>\n",
        y - BAR + 1.0
    );
    let name = text(LEFT - 6.0, y, "end", "", title.trim_matches('*'));
    format!("{name}{rectangle}{}", text(LEFT + width + 5.0, y, "start", "", &time(ms)))
}

fn grid(height: f64) -> String {
    let mut lines = String::new();
    let mut ms = LEAST;
    while ms <= MOST * 1.01 {
        let x = x_of(ms);
        lines.push_str(&format!(
            "<path d=\"M{x:.1} 20V{:.0}\" stroke=\"#8886\" stroke-width=\".5\"/>\n",
            height - ROW
        ));
        lines.push_str(&text(x, 14.0, "middle", "", &time(ms)));
        ms *= 10.0;
    }
    lines
}

fn text(x: f64, y: f64, anchor: &str, class: &str, words: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    format!("<text{class} x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{words}</text>\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{LEFT, draw, x_of};

    #[test]
    fn ten_times_as_long_is_one_step_further() {
        let step = x_of(0.01) - x_of(0.001);
        assert!((x_of(100.0) - x_of(10.0) - step).abs() < 1e-9);
        assert!((x_of(0.0) - LEFT).abs() < 1e-9);
    }

    #[test]
    fn each_engine_that_was_measured_has_a_bar() {
        let kinds = json!({ "kinds": { "source": { "p95": 0.02 } } });
        let figures = json!({
            "sizes": { "1000": {} },
            "browser": { "sizes": { "1000": { "ours": kinds, "sqlite": kinds } } },
        });
        assert_eq!(draw(&figures).matches("<rect").count(), 2);
    }
}

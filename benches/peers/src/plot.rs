//! The plot of cost against size, as SVG: both axes logarithmic, one line a series, and the law that each follows.

use std::fmt::Write as _;

/// A line of the plot: records, and nanoseconds.
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its points, the smallest list first.
    pub points: Vec<(f64, f64)>,
}

impl Series {
    /// The law: cost grows as the records to the power of the first number, by least squares on the logarithms. `None`
    /// for less than two sizes.
    #[must_use]
    pub fn exponent(&self) -> Option<f64> {
        let logs: Vec<(f64, f64)> = self.points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
        let count = crate::timing::count(logs.len());
        let (mean_x, mean_y) =
            logs.iter().fold((0.0, 0.0), |(x, y), log| (x + log.0 / count, y + log.1 / count));
        let spread: f64 = logs.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
        let slope: f64 = logs.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
        (spread > 0.0).then(|| slope / spread)
    }

    /// The law in words.
    #[must_use]
    pub fn law(&self) -> String {
        let Some(exponent) = self.exponent() else { return "one size alone".to_owned() };
        let times = 10_f64.powf(exponent);
        format!("records to the power of {exponent:.2}: ten times the records cost {times:.2} times as much")
    }
}

/// The series of all points: line, records, nanoseconds.
#[must_use]
pub fn series<'a>(points: impl Iterator<Item = &'a (String, u64, f64)>) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for (name, records, cost) in points {
        let point = (crate::timing::count(usize::try_from(*records).unwrap_or(usize::MAX)), *cost);
        match all.iter_mut().find(|series| series.name == *name) {
            Some(series) => series.points.push(point),
            None => all.push(Series { name: name.clone(), points: vec![point] }),
        }
    }
    for series in &mut all {
        series.points.sort_by(|one, other| one.0.total_cmp(&other.0));
    }
    all
}

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 560.0;
const LEFT: f64 = 90.0;
const RIGHT: f64 = 260.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 60.0;
const COLOURS: [&str; 12] = [
    "#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#d68910", "#117a65", "#7b7d7d", "#a04000", "#1f3a93",
    "#e08283", "#6c7a1f", "#d2527f",
];

/// The plot.
#[must_use]
pub fn svg(all: &[Series]) -> String {
    let points = || all.iter().flat_map(|series| &series.points);
    let decades = |value: fn(&(f64, f64)) -> f64| {
        let logs = points().map(|point| value(point).log10());
        let (least, most) =
            logs.fold((f64::MAX, f64::MIN), |(least, most), log| (least.min(log), most.max(log)));
        if least > most { (0.0, 1.0) } else { (least.floor(), most.ceil().max(least.floor() + 1.0)) }
    };
    let (x_axis, y_axis) = (decades(|point| point.0), decades(|point| point.1));
    let place = |(x, y): (f64, f64)| {
        let across = (x.log10() - x_axis.0) / (x_axis.1 - x_axis.0);
        let up = (y.log10() - y_axis.0) / (y_axis.1 - y_axis.0);
        (LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM))
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title>Cost of a question against the number of records</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"white\"/>\n"
    );
    push_axes(&mut svg, x_axis, y_axis, place);
    for (series, number) in all.iter().zip(0..) {
        push_series(&mut svg, series, number, place);
    }
    svg.push_str("</svg>\n");
    svg
}

fn push_axes(
    svg: &mut String,
    x_axis: (f64, f64),
    y_axis: (f64, f64),
    place: impl Fn((f64, f64)) -> (f64, f64),
) {
    let (right, bottom) = (WIDTH - RIGHT, HEIGHT - BOTTOM);
    for x in decades_of(x_axis) {
        let (at, _) = place((x, 1.0));
        line(svg, (at, TOP), (at, bottom));
        text(svg, (at, bottom + 20.0), "middle", &records_told(x));
    }
    for y in decades_of(y_axis) {
        let (_, at) = place((1.0, y));
        line(svg, (LEFT, at), (right, at));
        text(svg, (LEFT - 8.0, at + 4.0), "end", &time_told(y));
    }
    text(svg, (f64::midpoint(LEFT, right), HEIGHT - 15.0), "middle", "records of the list");
    // Writing to a String cannot fail.
    let _ = writeln!(
        svg,
        "<text transform=\"translate(20 {:.0}) rotate(-90)\" text-anchor=\"middle\">time of one question, or of opening</text>",
        f64::midpoint(TOP, bottom)
    );
}

fn decades_of((first, last): (f64, f64)) -> impl Iterator<Item = f64> {
    (0..=30)
        .map(move |step| first + f64::from(step))
        .take_while(move |log| *log <= last)
        .map(|log| 10_f64.powf(log))
}

fn push_series(svg: &mut String, series: &Series, number: u32, place: impl Fn((f64, f64)) -> (f64, f64)) {
    let index = usize::try_from(number).unwrap_or_default();
    let colour = COLOURS[index % COLOURS.len()];
    let places: Vec<(f64, f64)> = series.points.iter().map(|point| place(*point)).collect();
    let path: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = writeln!(
        svg,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
        path.join(" ")
    );
    for (x, y) in &places {
        let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{colour}\"/>");
    }
    let (x, y) = (WIDTH - RIGHT + 20.0, TOP + 15.0 + 38.0 * f64::from(number));
    let _ =
        writeln!(svg, "<rect x=\"{x}\" y=\"{:.0}\" width=\"14\" height=\"4\" fill=\"{colour}\"/>", y - 6.0);
    text(svg, (x + 20.0, y), "start", &series.name);
    if let Some(exponent) = series.exponent() {
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"#555\">records to the power of {exponent:.2}</text>",
            x + 20.0,
            y + 15.0
        );
    }
}

fn line(svg: &mut String, from: (f64, f64), to: (f64, f64)) {
    let _ = writeln!(
        svg,
        "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"#ddd\"/>",
        from.0, from.1, to.0, to.1
    );
}

fn text(svg: &mut String, (x, y): (f64, f64), anchor: &str, words: &str) {
    let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{words}</text>");
}

fn records_told(records: f64) -> String {
    match records {
        records if records >= 1e6 => format!("{:.0} M", records / 1e6),
        records if records >= 1e3 => format!("{:.0} k", records / 1e3),
        records => format!("{records:.0}"),
    }
}

fn time_told(nanoseconds: f64) -> String {
    match nanoseconds {
        time if time >= 1e9 => format!("{:.0} s", time / 1e9),
        time if time >= 1e6 => format!("{:.0} ms", time / 1e6),
        time if time >= 1e3 => format!("{:.0} µs", time / 1e3),
        time => format!("{time:.0} ns"),
    }
}

#[cfg(test)]
mod tests {
    use super::{series, svg};

    #[test]
    fn a_linear_cost_has_the_exponent_one_and_is_drawn_within_the_frame() {
        let points = [("open".to_owned(), 10_000, 1e4), ("open".to_owned(), 1_000_000, 1e6)];
        let all = series(points.iter());
        assert!((all[0].exponent().unwrap_or_default() - 1.0).abs() < 1e-9);
        let drawn = svg(&all);
        assert!(drawn.contains("<polyline") && drawn.contains("10 k") && drawn.contains("power of 1.00"));
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"));
    }
}

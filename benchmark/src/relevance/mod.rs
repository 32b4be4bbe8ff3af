//! Judged questions, and how well an order of answers does on them.

mod archives;
mod french;
mod judgements;

pub use archives::{demo, notes};
pub use french::french;
pub use judgements::{Judged, of_demo, of_notes};

use std::collections::BTreeMap;

/// How many answers are looked at.
pub const LOOKED_AT: usize = 10;
/// From which grade on the first answer is a success.
const SUCCESS: u8 = 2;

/// How well some questions were answered.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Questions.
    pub questions: usize,
    /// Mean of the discounted gain of ten answers, the best order being 1.
    pub ndcg: f64,
    /// Share whose first answer is one that was looked for, or about it.
    pub success: f64,
}

/// Scores answers, question by question: `answers` are the ids of each question's answers in order.
#[must_use]
pub fn score(judged: &[Judged], answers: &[Vec<String>]) -> Score {
    let (mut ndcg, mut success) = (0.0, 0.0);
    for (question, answers) in judged.iter().zip(answers) {
        ndcg += gain_of(&question.grades, answers);
        let first = answers.first().and_then(|id| question.grades.get(id)).copied().unwrap_or(0);
        // Where nothing is better than a passing word, that is what was looked for.
        let best = question.grades.values().copied().max().unwrap_or(0);
        success += f64::from(u8::from(first >= SUCCESS.min(best) && first > 0));
    }
    let questions = judged.len().max(1) as f64;
    Score { questions: judged.len(), ndcg: ndcg / questions, success: success / questions }
}

/// Scores each kind of question apart.
#[must_use]
pub fn by_kind(judged: &[Judged], answers: &[Vec<String>]) -> BTreeMap<String, Score> {
    let mut kinds: BTreeMap<String, (Vec<Judged>, Vec<Vec<String>>)> = BTreeMap::new();
    for (question, answers) in judged.iter().zip(answers) {
        let (questions, of_kind) = kinds.entry(question.kind.clone()).or_default();
        questions.push(question.clone());
        of_kind.push(answers.clone());
    }
    kinds.into_iter().map(|(kind, (questions, answers))| (kind, score(&questions, &answers))).collect()
}

/// nDCG@10 of one question.
#[must_use]
pub fn gain_of(grades: &BTreeMap<String, u8>, answers: &[String]) -> f64 {
    let discounted = |grades: &mut dyn Iterator<Item = u8>| -> f64 {
        grades
            .take(LOOKED_AT)
            .enumerate()
            .map(|(place, grade)| (2_f64.powi(i32::from(grade)) - 1.0) / (place as f64 + 2.0).log2())
            .sum()
    };
    let mut best: Vec<u8> = grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = discounted(&mut best.into_iter());
    let found = discounted(&mut answers.iter().map(|id| grades.get(id).copied().unwrap_or(0)));
    if ideal > 0.0 { found / ideal } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{Judged, gain_of, score};

    fn judged() -> Judged {
        let grades = [("a", 3), ("b", 2), ("c", 1)].map(|(id, grade)| (id.to_owned(), grade));
        Judged { kind: "word".into(), question: "mot".into(), grades: grades.into() }
    }

    fn ids(of: &str) -> Vec<String> {
        of.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_best_order_is_one_and_any_other_is_less() {
        let grades = judged().grades;
        assert!((gain_of(&grades, &ids("a b c")) - 1.0).abs() < 1e-9);
        let behind = gain_of(&grades, &ids("b a c"));
        assert!(behind < 1.0 && behind > gain_of(&grades, &ids("x y a")));
        assert!(gain_of(&grades, &[]).abs() < 1e-9);
    }

    #[test]
    fn a_first_answer_about_it_is_a_success_and_a_passing_word_is_none() {
        let success = |answers| score(&[judged()], &[ids(answers)]).success;
        assert_eq!([success("a"), success("b c"), success("c a"), success("")], [1.0, 1.0, 0.0, 0.0]);
    }
}

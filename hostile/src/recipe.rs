//! Inputs made of real pieces. Random bytes are no XML and no HTML: they would be refused at the door. A recipe is
//! a short list of changes to a seed, and every sequence of bytes is a recipe, so that a fuzzer that knows nothing
//! of formats can still cook.

/// No input is longer, so that time and memory can be held against its size.
pub const LONGEST: usize = 64 * 1024;

/// What a target's inputs are made of.
pub struct Kitchen {
    /// Whole inputs to begin with.
    pub seeds: Vec<Vec<u8>>,
    /// Pieces that mean something to the reader.
    pub words: &'static [&'static str],
}

/// Reads numbers off a recipe.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(usize::from(*first))
    }

    /// A number below `end`, from two bytes; 0 where there is nothing to choose.
    fn below(&mut self, end: usize) -> Option<usize> {
        let number = self.next()? * 256 + self.next()?;
        Some(number * end / 65_536)
    }
}

impl Kitchen {
    /// The input that a recipe makes.
    #[must_use]
    pub fn cook(&self, recipe: &[u8]) -> Vec<u8> {
        let mut bytes = Bytes(recipe);
        let mut input = match bytes.below(self.seeds.len() + 1) {
            Some(seed) => self.seeds.get(seed).cloned().unwrap_or_default(),
            None => Vec::new(),
        };
        while self.change(&mut input, &mut bytes).is_some() {
            input.truncate(LONGEST);
        }
        input.truncate(LONGEST);
        input
    }

    /// One change; None when the recipe is at its end.
    fn change(&self, input: &mut Vec<u8>, recipe: &mut Bytes<'_>) -> Option<()> {
        let what = recipe.next()? % 9;
        let at = recipe.below(input.len() + 1)?;
        match what {
            0..3 => {
                let word = self.word(recipe)?;
                input.splice(at..at, word.bytes());
            }
            3 => {
                let times = 1 << recipe.below(12)?;
                let word = self.word(recipe)?.repeat(times);
                input.splice(at..at, word.bytes());
            }
            4 => {
                let bytes = [recipe.next()?, recipe.next()?].map(|byte| byte as u8);
                input.splice(at..at, bytes);
            }
            5 => {
                let end = at + recipe.below(input.len() + 1 - at)? / 4;
                input.drain(at..end);
            }
            6 => {
                let end = at + recipe.below(input.len() + 1 - at)? / 4;
                let piece = input[at..end].to_vec();
                let to = recipe.below(input.len() + 1)?;
                input.splice(to..to, piece);
            }
            7 => {
                let byte = recipe.next()? as u8;
                if let Some(old) = input.get_mut(at) {
                    *old = byte;
                }
            }
            _ => {
                let other = recipe.below(self.seeds.len())?;
                let other = self.seeds.get(other).map(Vec::as_slice).unwrap_or_default();
                let from = recipe.below(other.len() + 1)?;
                let to = from + recipe.below(other.len() + 1 - from)? / 4;
                input.splice(at..at, other[from..to].iter().copied());
            }
        }
        Some(())
    }

    fn word(&self, recipe: &mut Bytes<'_>) -> Option<&'static str> {
        self.words.get(recipe.below(self.words.len())?).copied()
    }
}

/// The recipe of this number, for one seed of chance: the same on every machine.
#[must_use]
pub fn recipe(chance: u64, target: &str, number: u64) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&chance.to_le_bytes()).update(target.as_bytes()).update(&number.to_le_bytes());
    let mut output = hasher.finalize_xof();
    let mut length = [0];
    output.fill(&mut length);
    let mut recipe = vec![0; usize::from(length[0] % 96)];
    output.fill(&mut recipe);
    recipe
}

#[cfg(test)]
mod tests {
    use super::{Kitchen, LONGEST, recipe};

    fn kitchen() -> Kitchen {
        Kitchen { seeds: vec![b"un mot".to_vec(), b"<p>autre".to_vec()], words: &["<b>", "é"] }
    }

    #[test]
    fn a_recipe_makes_the_same_input_every_time_and_none_is_too_long() {
        let mut met = std::collections::HashSet::new();
        for number in 0..2_000 {
            let recipe = recipe(1, "any", number);
            let input = kitchen().cook(&recipe);
            assert_eq!(input, kitchen().cook(&recipe));
            assert!(input.len() <= LONGEST);
            met.insert(input);
        }
        assert!(met.len() > 1_500, "{}", met.len());
    }

    #[test]
    fn a_recipe_without_steps_is_a_seed_or_nothing() {
        for (recipe, input) in
            [(&[][..], ""), (&[0, 0], "un mot"), (&[100, 0], "<p>autre"), (&[255, 255], "")]
        {
            assert_eq!(kitchen().cook(recipe), input.as_bytes());
        }
    }
}

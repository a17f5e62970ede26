//! Draws that anyone can repeat: the same seed and text always give the same number, on any machine.
//!
//! For samples and shuffles only. Nothing that must be secret or unguessable may come from here.

/// FNV-1a, 64 bits: offset basis and prime of the published algorithm.
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// The step of splitmix64.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number for a text.
#[must_use]
pub fn of_text(seed: u64, text: &str) -> u64 {
    let hash = text.bytes().fold(FNV_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME));
    mixed(hash ^ mixed(seed))
}

/// The finish of splitmix64: every bit of the result depends on every bit of the number.
const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// A row of numbers.
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    /// The row of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mixed(self.0)
    }

    /// A place below `count`, each as likely; 0 where there is none. The bias is below one in 2^40 for any count met
    /// here.
    pub fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % count).unwrap_or_default()
    }

    /// The places `0..count` in an order drawn (Fisher and Yates).
    pub fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for place in (1..count).rev() {
            order.swap(place, self.below(place + 1));
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::{Draw, of_text};

    #[test]
    fn a_text_keeps_its_number_on_every_machine() {
        assert_eq!(of_text(1, "OFAC:1"), of_text(1, "OFAC:1"));
        assert_ne!(of_text(1, "OFAC:1"), of_text(2, "OFAC:1"));
        // Written down: if it changes, every half and every figure made with it changes too.
        assert_eq!(of_text(6, "OFAC:2674"), 12_505_464_415_286_967_668);
    }

    #[test]
    fn an_order_has_every_place_once() {
        let mut order = Draw::new(3).order(1_000);
        assert_ne!(order[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        order.sort_unstable();
        assert!(order.iter().enumerate().all(|(place, drawn)| place == *drawn));
    }

    #[test]
    fn draws_below_a_count_are_even() {
        let mut draw = Draw::new(9);
        let mut met = [0_u32; 7];
        (0..70_000).for_each(|_| met[draw.below(7)] += 1);
        assert!(met.iter().all(|times| (9_500..10_500).contains(times)), "{met:?}");
        assert_eq!(draw.below(0), 0);
    }
}

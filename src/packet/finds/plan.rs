//! A plan for readers with little time: which articles in five minutes, in twenty, in an hour.

use super::super::manifest::Reading;

/// The usual plans, in minutes.
pub const BUDGETS: [usize; 3] = [5, 20, 60];

/// How long a text takes, in minutes: at least one. `pace` is in words a minute.
pub fn minutes(words: usize, pace: usize) -> usize {
    words.div_ceil(pace.max(1)).max(1)
}

/// What a plan knows of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Article {
    /// How long it takes, in minutes.
    pub minutes: usize,
    /// For whom it is.
    pub reading: Reading,
}

/// What can be read in some minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The time there is, in minutes.
    pub budget: usize,
    /// The articles' numbers, from zero, in the order of the packet.
    pub articles: Vec<usize>,
    /// How long they take, in minutes.
    pub minutes: usize,
    /// Essential articles for which there is no time.
    pub left_out: Vec<usize>,
}

/// A plan for each budget, the shortest first. A longer one has all that a shorter one has. Essential articles come
/// first, in the packet's order; then the others, each where it still fits.
pub fn plans(articles: &[Article], budgets: &[usize]) -> Vec<Plan> {
    let mut budgets = budgets.to_vec();
    budgets.sort_unstable();
    budgets.dedup();
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|&at| articles[at].reading != Reading::Essential);
    let mut chosen = vec![false; articles.len()];
    let mut spent = 0;
    let plan = |budget: usize| {
        for &at in &order {
            if !chosen[at] && spent + articles[at].minutes <= budget {
                chosen[at] = true;
                spent += articles[at].minutes;
            }
        }
        let all = || 0..articles.len();
        Plan {
            budget,
            articles: all().filter(|&at| chosen[at]).collect(),
            minutes: spent,
            left_out: all().filter(|&at| !chosen[at] && articles[at].reading == Reading::Essential).collect(),
        }
    };
    budgets.into_iter().map(plan).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn essential_articles_are_planned_first_and_plans_nest() {
        let article = |minutes, reading| Article { minutes, reading };
        use Reading::{Essential, Further};
        let articles = [
            article(4, Further),
            article(3, Essential),
            article(14, Essential),
            article(2, Further),
            article(30, Further),
        ];
        let plans = plans(&articles, &BUDGETS);
        let of = |plan: &Plan| (plan.articles.clone(), plan.minutes, plan.left_out.clone());
        assert_eq!(of(&plans[0]), (vec![1, 3], 5, vec![2]));
        assert_eq!(of(&plans[1]), (vec![1, 2, 3], 19, vec![]));
        assert_eq!(of(&plans[2]), (vec![0, 1, 2, 3, 4], 53, vec![]));
    }

    #[test]
    fn a_minute_is_the_least() {
        assert_eq!([minutes(0, 238), minutes(238, 238), minutes(239, 238), minutes(5, 0)], [1, 1, 2, 5]);
    }
}

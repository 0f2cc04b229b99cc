//! A policy of one reward, for the tests of what is Rust's own.
#![allow(dead_code)]

use remit::{Cell, Data, Options, Policy, Result, Results, row};

pub const TEXT: &str = r#"policy bonuses "bonuses" {
  source "x"
  currency CNY
  rounding half_up to 0.01
  party treasury "Treasury"
  entity project {
    key id  : text "Number"
    revenue : money
    staff   : count optional
    signed  : date optional
  }
  param rate = 20%
  reward bonus for project cite "1" {
    pay rate * revenue
    cap 500_000 CNY
    from treasury
  }
  define third for project = round(staff / 3, to 0.01, half_up)
  target jobs cite "2" : sum(project.staff) >= 3
}"#;

pub fn policy() -> Policy {
    compiled(&Options::new())
}

pub fn compiled(options: &Options<'_>) -> Policy {
    Policy::compile_with([("bonuses.remit", TEXT)], options).expect("the policy compiles")
}

pub fn one(policy: &Policy, revenue: impl Into<Cell<'static>>) -> Result<Data> {
    let rows = [row! { "id" => "p", "revenue" => revenue, "staff" => 1 }];
    policy.tables().with("project", rows)?.data()
}

/// As many projects as that, with revenues that differ.
pub fn many(policy: &Policy, rows: u32) -> Result<Data> {
    let row = |i: u32| row! { "id" => i.to_string(), "revenue" => i, "staff" => i % 7 };
    policy.tables().with("project", (0..rows).map(row))?.data()
}

pub fn results(revenue: impl Into<Cell<'static>>) -> Result<Results> {
    let policy = policy();
    policy.evaluate(&one(&policy, revenue)?)
}

/// Bytes that this process holds.
pub fn resident() -> u64 {
    let said = std::fs::read_to_string("/proc/self/statm").expect("Linux");
    let pages: u64 = said.split(' ').nth(1).and_then(|pages| pages.parse().ok()).expect("pages");
    pages * 4096
}

//! What the header promises of threads, and that nothing leaks.

mod common;

use common::{compiled, many, one, policy, resident};
use remit::*;
use std::thread;

fn shared<T: Send + Sync>() {}
fn moved<T: Send>() {}

#[test]
fn objects_are_as_free_as_the_header_says() {
    shared::<Policy>();
    shared::<Data>();
    shared::<Results>();
    shared::<Table>();
    shared::<Comparison>();
    shared::<Cancel>();
    shared::<Options<'static>>();
    shared::<Error>();
    moved::<Case>();
}

#[test]
fn any_number_of_threads_use_one_policy_and_its_results() -> Result<()> {
    let policy = policy();
    let data = many(&policy, 20_000)?;
    let whole = policy.evaluate(&data)?;
    let digest = whole.digest()?;
    thread::scope(|scope| {
        for threads in 0..8 {
            let (policy, data, whole, digest) = (&policy, &data, &whole, &digest);
            scope.spawn(move || -> Result<()> {
                let options = Options::new().threads(threads % 3);
                let results = policy.evaluate_with(data, &options)?;
                assert_eq!(&results.digest()?, digest);
                let table = whole.table("project")?;
                assert_eq!(table.text(777, "bonus")?, "155.40");
                assert!(whole.explain("project", "777", "bonus")?.text()?.contains("155.40"));
                assert!(Policy::compile([("x", "policy x {")]).is_err());
                Ok(())
            });
        }
    });
    let cancel = Cancel::new()?;
    let flag = cancel.clone();
    let stopped = thread::scope(|scope| {
        let run = scope.spawn(|| {
            let options = Options::new().cancel(&cancel).batch_rows(64);
            (0..1000).find_map(|_| policy.evaluate_with(&data, &options).err())
        });
        flag.request();
        run.join().expect("no panic")
    });
    assert_eq!(stopped.and_then(|error| error.status()), Some(Status::Cancelled));
    Ok(())
}

#[test]
fn a_case_is_moved_to_another_thread() -> Result<()> {
    let policy = compiled(&Options::new());
    let mut case = policy.case_with("project", &one(&policy, 5)?, &Options::new())?;
    assert_eq!(case.compute()?.text(0, "bonus")?, "1.00");
    let moved = thread::spawn(move || case.run([("revenue", 10)])?.text(0, "bonus"));
    assert_eq!(moved.join().expect("no panic")?, "2.00");
    Ok(())
}

/// A million runs of a case, and what else is made and freed: memory must not grow.
#[test]
#[ignore = "takes a minute"]
fn a_million_calls_do_not_leak() -> Result<()> {
    let policy = policy();
    let mut case = policy.case("project")?;
    let mut work = |calls: u32| -> Result<u64> {
        for i in 0..calls {
            case.run(row! { "id" => "p", "revenue" => i % 1000, "staff" => 1 })?
                .text(0, "bonus")?;
        }
        for i in 0..calls / 100 {
            let results = policy.evaluate(&one(&policy, i + 1)?)?;
            results.totals()?.text(0, "amount")?;
            results.explain("project", "p", "bonus")?.depth(1).text()?;
            assert!(results.table("nothing").is_err());
            assert!(Policy::compile([("x", "policy x {")]).is_err());
            Policy::compile([("bonuses.remit", common::TEXT)])?;
        }
        Ok(resident())
    };
    work(200_000)?;
    let before = work(200_000)?;
    let grown = work(1_000_000)?.saturating_sub(before);
    assert!(grown < 16 << 20, "grown by {grown} bytes");
    println!("grown by {grown} bytes");
    Ok(())
}

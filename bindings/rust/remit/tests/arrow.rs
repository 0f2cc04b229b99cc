//! Tables in and out as Arrow.
#![cfg(feature = "arrow")]

mod common;

use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Int64Array,
    RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray,
};
use arrow_schema::ArrowError;
use common::policy;
use remit::*;
use std::cell::RefCell;
use std::sync::Arc;

fn batch(ids: std::ops::Range<i64>) -> RecordBatch {
    let revenue = Decimal128Array::from_iter_values(ids.clone().map(|id| i128::from(id) * 1001))
        .with_precision_and_scale(18, 2)
        .expect("a type");
    let ids_as_text = StringArray::from_iter_values(ids.clone().map(|id| id.to_string()));
    let staff: Int64Array = ids.clone().map(|id| (id % 7 != 0).then_some(id % 7)).collect();
    let signed: Date32Array =
        ids.map(|id| (id % 2 == 0).then_some(14_000 + id as i32 % 300)).collect();
    let columns: [(&str, ArrayRef); 4] = [
        ("revenue", Arc::new(revenue)),
        ("Number", Arc::new(ids_as_text)),
        ("staff", Arc::new(staff)),
        ("signed", Arc::new(signed)),
    ];
    RecordBatch::try_from_iter(columns).expect("a batch")
}

fn reader(rows: i64, of: i64) -> impl RecordBatchReader + Send + 'static {
    let batches = (0..rows / of).map(move |part| Ok(batch(part * of..(part + 1) * of)));
    RecordBatchIterator::new(batches, batch(0..0).schema())
}

fn by_rows(policy: &Policy, rows: i64) -> Result<Data> {
    let row = |id: i64| {
        let revenue = Decimal::new(i128::from(id) * 1001, 2);
        row! { "id" => id.to_string(), "revenue" => revenue, "staff" => (id % 7 != 0).then_some(id % 7) }
    };
    policy.tables().with("project", (0..rows).map(row))?.data()
}

#[test]
fn a_batch_is_a_table() -> Result<()> {
    let policy = policy();
    let mut data = policy.data()?;
    data.set_batch("project", &batch(0..1000))?;
    let results = policy.evaluate(&data)?;
    let rows = policy.evaluate(&by_rows(&policy, 1000)?)?;
    let all = results.all_columns("project")?;
    let out = all.to_batch()?;
    assert_eq!(out.num_rows(), 1000);
    let bonus = out
        .column_by_name("bonus")
        .and_then(|column| column.as_any().downcast_ref::<Decimal128Array>());
    let bonus = bonus.expect("figures are decimals");
    let expected = rows.all_columns("project")?;
    for row in 0..1000 {
        let wanted = expected.decimal(row, "bonus")?.expect("a figure");
        assert_eq!(Decimal::new(bonus.value(row), bonus.scale() as u32), wanted);
        let third = out.column_by_name("third").expect("a column");
        let there = matches!(expected.value(row, "third")?, Value::Decimal(_));
        assert_eq!(third.is_valid(row), there);
    }
    drop((results, data, policy, all)); // the batch lives on
    // 20 % of 9 999.99.
    assert_eq!((bonus.value(999), bonus.scale()), (200_000, 2));
    Ok(())
}

#[test]
fn slices_dictionaries_and_wide_integers() -> Result<()> {
    let policy = policy();
    let mut data = policy.data()?;
    data.set_batch("project", &batch(0..100).slice(90, 10))?;
    assert_eq!(policy.evaluate(&data)?.table("project")?.text(0, "id")?, "90");

    let ids: DictionaryArray<Int32Type> = ["a", "b", "c"].into_iter().collect();
    let columns: [(&str, ArrayRef); 3] = [
        ("id", Arc::new(ids)),
        ("staff", Arc::new(Int64Array::from(vec![1, 2, 3]))),
        ("weather", Arc::new(BooleanArray::from(vec![true, false, true]))),
    ];
    let batch = RecordBatch::try_from_iter(columns.clone()).expect("a batch");
    let missing = data.set_batch("project", &batch).expect_err("no column of revenues");
    assert_eq!(missing.status(), Some(Status::DataError));
    assert!(missing.to_string().contains("revenue"), "{missing}");
    assert_eq!(data.row_count("project")?, 10);

    let revenue: Int64Array = [Some(5), None, Some(10)].into_iter().collect();
    let more: (&str, ArrayRef) = ("revenue", Arc::new(revenue));
    let batch = RecordBatch::try_from_iter(columns.into_iter().chain([more])).expect("a batch");
    data.set_batch("project", &batch)?;
    assert_eq!(data.notes()?.text(0, "column")?, "weather");
    let table = policy.evaluate(&data)?.table("project")?;
    assert_eq!(table.text(2, "bonus")?, "2.00");
    assert_eq!(table.fault(1, "bonus")?.map(|fault| fault.name).as_deref(), Some("missing"));
    assert!(table.to_batch()?.column_by_name("bonus").expect("a column").is_null(1));
    Ok(())
}

#[test]
fn streams_in_and_out() -> Result<()> {
    let policy = policy();
    let (mut streamed, mut whole) = (policy.data()?, policy.data()?);
    streamed.set_reader("project", reader(4000, 500))?;
    whole.set_batch("project", &batch(0..4000))?;
    let (a, b) = (policy.evaluate(&streamed)?, policy.evaluate(&whole)?);
    assert_eq!(a.digest()?, b.digest()?);
    let mut rows = 0;
    for batch in a.ledger()?.to_reader()? {
        rows += batch.map_err(|reason| Error::Host(Box::new(reason)))?.num_rows();
    }
    assert_eq!(rows, 4000);
    let broken = RecordBatchIterator::new(
        [
            Ok(batch(0..10)),
            Err(ArrowError::IoError("the line is dead".into(), std::io::Error::other("dead"))),
        ],
        batch(0..0).schema(),
    );
    let error = streamed.set_reader("project", broken).expect_err("it breaks off");
    assert!(error.to_string().contains("the line is dead"), "{error}");
    assert_eq!(streamed.row_count("project")?, 4000);
    Ok(())
}

#[test]
fn rows_in_batches() -> Result<()> {
    let policy = policy();
    assert_eq!(policy.traversals("project")?, 1);
    let mut whole = policy.data()?;
    whole.set_batch("project", &batch(0..4000))?;
    let whole = policy.evaluate(&whole)?;
    let data = policy.data()?;
    let (mut opened, taken) = (0, RefCell::new(Vec::new()));
    let results = policy.evaluate_batches(
        &data,
        "project",
        || {
            opened += 1;
            Ok(Box::new(reader(4000, 500)))
        },
        |first, batch| {
            taken.borrow_mut().push((first, batch.table("project")?));
            Ok(())
        },
        &Options::new(),
    )?;
    assert_eq!((opened, taken.borrow().len()), (1, 8));
    assert_eq!(results.totals()?.text(0, "amount")?, whole.totals()?.text(0, "amount")?);
    let (first, last) = taken.borrow_mut().pop().expect("batches");
    assert_eq!(first, 3500);
    assert_eq!(last.text(499, "bonus")?, whole.table("project")?.text(3999, "bonus")?);

    let mine = policy.evaluate_batches(
        &data,
        "project",
        || Err("not today".into()),
        |_, _| Ok(()),
        &Options::new(),
    );
    assert_eq!(mine.map(drop).expect_err("it does not open").to_string(), "not today");
    let full = policy.evaluate_batches(
        &data,
        "project",
        || Ok(Box::new(reader(4000, 500))),
        |first, _| if first < 1000 { Ok(()) } else { Err("the disk is full".into()) },
        &Options::new(),
    );
    assert_eq!(full.map(drop).expect_err("it is not taken").to_string(), "the disk is full");
    Ok(())
}

/// A hundred thousand tables in and out: memory must not grow.
#[test]
#[ignore = "takes a minute"]
fn batches_do_not_leak() -> Result<()> {
    let policy = policy();
    let work = |calls: u32| -> Result<u64> {
        for _ in 0..calls {
            let mut data = policy.data()?;
            data.set_batch("project", &batch(0..16))?;
            data.set_reader("project", reader(32, 16))?;
            assert!(
                data.set_batch("project", &batch(0..16).project(&[0]).expect("a part")).is_err()
            );
            policy.evaluate(&data)?.ledger()?.to_batch()?;
            policy.evaluate(&data)?.ledger()?.to_reader()?.count();
        }
        Ok(common::resident())
    };
    work(10_000)?;
    let before = work(10_000)?;
    let grown = work(50_000)?.saturating_sub(before);
    assert!(grown < 16 << 20, "grown by {grown} bytes");
    Ok(())
}

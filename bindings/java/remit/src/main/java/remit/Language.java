package remit;

/** The languages in which Remit answers. */
public enum Language {
  /** English. */
  EN(Abi.LANGUAGE_EN),
  /** Chinese. */
  ZH(Abi.LANGUAGE_ZH);

  final int number;

  Language(int number) {
    this.number = number;
  }
}

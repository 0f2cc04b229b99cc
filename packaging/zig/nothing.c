/* What `driver` has zig link, to see how. */
int main(void) { return 0; }

// Loaded with --import into gitlab-ci-local, which was built for Node.js 22: what it misses on 20.
Set.prototype.union ??= function union(other) {
  return new Set([...this, ...other])
}

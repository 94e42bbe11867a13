using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The result of a PQAP hook: an error for user space, or a status for the guest's GR1.</summary>
public readonly record struct PqapResult(Errno Errno, ApStatus Status);

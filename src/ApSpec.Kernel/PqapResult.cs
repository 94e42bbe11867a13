using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>What a PQAP hook returns: an error that goes on to user space, or a status for the guest's GR1.</summary>
public readonly record struct PqapResult(Errno Errno, ApStatus Status);

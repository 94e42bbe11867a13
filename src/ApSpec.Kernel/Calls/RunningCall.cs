using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>A call under way.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="IsRegistered">It has registered its mdev with VFIO, so that the device can be opened.</param>
internal readonly record struct RunningCall(Operation Operation, bool IsRegistered);

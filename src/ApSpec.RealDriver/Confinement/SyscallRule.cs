namespace ApSpec.RealDriver.Confinement;

/// <summary>A system call that fails, always or when an argument has certain bits.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Errno">What it fails with.</param>
/// <param name="Argument">The argument that is looked at, from 0.</param>
/// <param name="Mask">Bits of it; 0 for always.</param>
/// <param name="Value">What they must be.</param>
internal readonly record struct SyscallRule(string Name, int Errno, uint Argument = 0, ulong Mask = 0, ulong Value = 0);

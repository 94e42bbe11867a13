namespace ApSpec.RealDriver.Confinement;

/// <summary>A system call that fails, always or when an argument has certain bits.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Errno">The error it returns.</param>
/// <param name="Argument">The argument that is tested, from 0.</param>
/// <param name="Mask">The bits that are tested; 0 to always fail.</param>
/// <param name="Value">The value of these bits for which it fails.</param>
internal readonly record struct SyscallRule(string Name, int Errno, uint Argument = 0, ulong Mask = 0, ulong Value = 0);

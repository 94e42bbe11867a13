using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>Waits until a flag of the state vector is false (<c>wait_event_cmd</c>).</summary>
internal sealed class FlagWait(World world, Field flag, string name) : KernelWait(name, flag)
{
    /// <summary>The name of an mdev's <c>kvm_busy</c>.</summary>
    public static string NameOfBusy(int mdev) => $"kvm_busy(m{mdev})";

    /// <inheritdoc/>
    public override bool IsOver => world.Get(Field) == 0;
}

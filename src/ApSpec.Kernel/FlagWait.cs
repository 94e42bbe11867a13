using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>Waits until a flag of the state vector is false (<c>wait_event_cmd</c>).</summary>
internal sealed class FlagWait(World world, Field flag, string name) : KernelWait(name, flag)
{
    /// <inheritdoc/>
    public override bool IsOver => world.Get(Field) == 0;
}

namespace ApSpec.Architecture;

/// <summary>
/// What does not change in the life of a queue: its hardware, the guest's kind, the model's parameters.
/// </summary>
public readonly struct QueueFacts
{
    /// <summary>The facts of a queue.</summary>
    /// <param name="hardware">GR2 of TAPQ with T=1.</param>
    /// <param name="parameters">The choices for what is not public.</param>
    /// <param name="execution">Whether a Secure Execution guest with the AP binding facility uses it.</param>
    public QueueFacts(
        HardwareInfo hardware,
        ModelParameters parameters,
        ExecutionKind execution = ExecutionKind.Normal)
    {
        Hardware = hardware;
        Parameters = parameters;
        Execution = execution;
        Depth = (byte)hardware.QueueDepth;
        Mode = hardware.Mode;
    }

    /// <summary>GR2 of TAPQ with T=1, BS aside.</summary>
    public HardwareInfo Hardware { get; }

    /// <summary>The choices for what is not public.</summary>
    public ModelParameters Parameters { get; }

    /// <summary>Whether binding matters.</summary>
    public ExecutionKind Execution { get; }

    /// <summary>Messages the queue can hold, 1..16.</summary>
    public byte Depth { get; }

    /// <summary>CCA, EP11 or accelerator.</summary>
    public QueueMode Mode { get; }

    /// <summary>The bind state of a queue nobody has bound.</summary>
    public BindState Unbound => Execution == ExecutionKind.Normal ? BindState.Usable
        : Mode == QueueMode.Cca ? BindState.Unusable
        : BindState.AvailableForBinding;
}

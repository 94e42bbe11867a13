namespace ApSpec.Architecture;

/// <summary>PSW bit 15. AP instructions are privileged.</summary>
public enum PswState : byte
{
    /// <summary>The kernel.</summary>
    Supervisor,

    /// <summary>A process: each AP instruction is a privileged-operation exception.</summary>
    Problem,
}

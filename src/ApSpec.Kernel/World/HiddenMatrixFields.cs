using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>State of the matrix device of the open_device era that is not in the ledger. A set bit means that the id left the host
/// configuration, so that all zero is the initial state.</summary>
internal sealed class HiddenMatrixFields
{
    public HiddenMatrixFields(LayoutBuilder b)
    {
        const Era hotPlug = Era.OpenDevice;
        ListHead = b.Add("mdev_list", FieldKind.MdevPointer, b.Scope.Mdevs, "the first mdev on the driver's list", only: hotPlug);
        InfoApmGone = b.AddMask("info.apm_gone", FieldKind.AdapterMask, "adapters out of the driver's copy of the host configuration",
            Features.Hw, hotPlug);
        InfoAqmGone = b.AddMask("info.aqm_gone", FieldKind.DomainMask, "domains out of the driver's copy of the host configuration",
            Features.Hw, hotPlug);
        InfoAdmGone = b.AddMask("info.adm_gone", FieldKind.DomainMask, "control domains out of the driver's copy of the host configuration",
            Features.Hw | Features.Control, hotPlug);
    }

    public Field ListHead { get; }

    public MaskField InfoApmGone { get; }

    public MaskField InfoAqmGone { get; }

    public MaskField InfoAdmGone { get; }
}

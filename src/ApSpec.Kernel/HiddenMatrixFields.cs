using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>What the one matrix device of the open_device era holds beyond the ledger. Ids are kept as those that are gone, so that
/// all zero is the start: everything in the host configuration.</summary>
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

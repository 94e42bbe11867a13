using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>A function of KVM that is taken out of the tree by its name, in whatever file it is.</summary>
/// <param name="Name">The function.</param>
/// <param name="Calls">Small functions that it calls, taken from the tree as well; the tree need not have all of them.</param>
/// <param name="IsAsked">True for a function that only some drivers call; it is left out for other drivers.</param>
internal sealed record KvmFunction(string Name, ImmutableArray<string> Calls, bool IsAsked = false)
{
    private static readonly ImmutableArray<string> Masks = ["kvm_s390_vcpu_block_all", "kvm_s390_vcpu_unblock_all"];
    private static readonly ImmutableArray<string> Gisa = ["gisa_set_iam", "gisa_in_alert_list"];

    /// <summary>All of them. Shim/kvm/assumed.c has the fakes for those that a tree lacks.</summary>
    public static readonly ImmutableArray<KvmFunction> All =
    [
        new("handle_pqap", ["kvm_s390_set_psw_cc"]),
        new("kvm_arch_crypto_set_masks", Masks),
        new("kvm_arch_crypto_clear_masks", Masks),
        new("kvm_s390_gisc_register", Gisa),
        new("kvm_s390_gisc_unregister", Gisa),
        new("kvm_s390_gisa_init", []),
        new("kvm_s390_gisa_destroy", Gisa),
        new("kvm_is_error_hva", [], IsAsked: true),
        new("kvm_s390_is_gpa_in_memslot", ["kvm_is_error_hva", "kvm_is_gpa_in_memslot"], IsAsked: true),
    ];

    /// <summary>The structures that they share with the driver. Either all of them are the tree's own, or none.</summary>
    public static readonly ImmutableArray<string> Structures =
    [
        "kvm_s390_apcb0", "kvm_s390_apcb1", "kvm_s390_crypto_cb", "kvm_s390_crypto", "kvm_s390_gisa", "kvm_s390_gisa_iam",
        "kvm_s390_gisa_interrupt", "kvm_s390_gib",
    ];

    /// <summary>Constants of these structures.</summary>
    public static readonly ImmutableArray<string> Macros =
    [
        "APCB0_MASK_SIZE", "APCB1_MASK_SIZE", "CRYCB_FORMAT_MASK", "CRYCB_FORMAT0", "CRYCB_FORMAT1", "CRYCB_FORMAT2", "ECA_AIV", "ECA_APIE",
    ];

    /// <summary>The two types of the hook; a tree has one of them.</summary>
    public static readonly ImmutableArray<string> Hooks = ["crypto_hook", "kvm_s390_module_hook"];

    /// <summary>The macro that tells the shim that this is the tree's own.</summary>
    public string Macro => $"APX_OWN_{Name}";
}
